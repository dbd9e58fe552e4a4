import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type Answer, type Person, post, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';

/** What the owner has, or ids of the same form that nobody has. */
interface Ids {
  readonly session: string;
  readonly sessionTitle: string;
  readonly file: string;
  readonly fileName: string;
  readonly run: string;
  readonly artifact: string;
}

type Rule = 'public' | 'own' | readonly ((ids: Ids) => string)[];

/**
 * Every operation of the graph. `public` needs no token; `own` takes nothing that could name what is somebody else's; anything
 * else lists its forms with ids in them, and each must be NOT_FOUND for a stranger.
 */
const rules: Readonly<Record<string, Rule>> = {
  'Query.me': 'own',
  'Query.registration': 'public',
  'Query.session': [
    ({ session }) =>
      `{ session(id: "${session}") { id title user { email } runs { totalCount } activeFile { name } activeFiles { name } } }`,
    ({ session }) => `{ session(id: "${session}") { export(format: MARKDOWN) { content } } }`,
  ],
  'Query.file': [
    ({ file }) => `{ file(id: "${file}") { id name summary columnNotes { note } preview { rows } } }`,
    ({ file }) => `{ file(id: "${file}") { suggestedQuestions } }`,
  ],
  'Query.run': [
    ({ run }) => `{ run(id: "${run}") { id report events { seq } session { title } file { name } files { name } } }`,
    ({ run }) => `{ run(id: "${run}") { followUps export(format: MARKDOWN) { content } } }`,
  ],
  'Query.artifact': [({ artifact }) => `{ artifact(id: "${artifact}") { title svg html } }`],
  'Query.agentSystem': 'own',
  'Mutation.register': 'public',
  'Mutation.login': 'public',
  'Mutation.refresh': 'public',
  'Mutation.logout': 'own',
  'Mutation.changePassword': 'own',
  'Mutation.createSession': 'own',
  'Mutation.activateSession': [
    ({ session }) => `mutation { activateSession(id: "${session}") { id } }`,
    ({ sessionTitle }) => `mutation { activateSession(title: "${sessionTitle}") { id } }`,
  ],
  'Mutation.renameSession': [({ session }) => `mutation { renameSession(id: "${session}", title: "mine") { id } }`],
  'Mutation.deleteSession': [
    ({ session }) => `mutation { deleteSession(id: "${session}") }`,
    ({ sessionTitle }) => `mutation { deleteSession(title: "${sessionTitle}") }`,
  ],
  'Mutation.uploadFile': 'own',
  'Mutation.activateFile': [
    ({ file }) => `mutation { activateFile(id: "${file}") { id } }`,
    ({ fileName }) => `mutation { activateFile(name: "${fileName}") { id } }`,
    ({ file, session }) => `mutation { activateFile(id: "${file}", sessionId: "${session}") { id } }`,
    ({ file }) => `mutation { activateFile(id: "${file}", keepOthers: true) { id } }`,
  ],
  'Mutation.deactivateFile': [
    ({ file }) => `mutation { deactivateFile(id: "${file}") { id } }`,
    ({ fileName }) => `mutation { deactivateFile(name: "${fileName}") { id } }`,
    ({ file, session }) => `mutation { deactivateFile(id: "${file}", sessionId: "${session}") { id } }`,
  ],
  'Mutation.updateFile': [
    ({ file }) => `mutation { updateFile(id: "${file}", description: "mine") { id } }`,
    ({ file }) => `mutation { updateFile(id: "${file}", columnNotes: [{ column: "age", note: "mine" }]) { id } }`,
  ],
  'Mutation.deleteFile': [
    ({ file }) => `mutation { deleteFile(id: "${file}") }`,
    ({ fileName }) => `mutation { deleteFile(name: "${fileName}") }`,
  ],
  'Mutation.ask': [
    ({ session }) => `mutation { ask(question: "How many rows?", sessionId: "${session}") { id } }`,
    ({ file }) => `mutation { ask(question: "How many rows?", fileId: "${file}") { id } }`,
    ({ session, file }) =>
      `mutation { ask(question: "How many rows?", sessionId: "${session}", fileId: "${file}") { id } }`,
  ],
  'Mutation.rerun': [
    ({ run }) => `mutation { rerun(id: "${run}") { id } }`,
    ({ run }) => `mutation { rerun(id: "${run}", edits: [{ subtask: 0, source: "result(1)" }]) { id } }`,
  ],
  'Mutation.cancelRun': [({ run }) => `mutation { cancelRun(id: "${run}") { id } }`],
  'Mutation.saveMemory': [
    ({ session }) => `mutation { saveMemory(sessionId: "${session}") }`,
    ({ file }) => `mutation { saveMemory(fileId: "${file}") }`,
  ],
  'Mutation.clearMemory': [
    ({ session }) => `mutation { clearMemory(sessionId: "${session}") }`,
    ({ file }) => `mutation { clearMemory(fileId: "${file}") }`,
  ],
  'Subscription.runEvents': [({ run }) => `subscription { runEvents(runId: "${run}") { seq run { question } } }`],
};

const nobodys: Ids = {
  session: randomUUID(),
  sessionTitle: 'nobody has this',
  file: '2000000000',
  fileName: 'nobody has this',
  run: randomUUID(),
  artifact: randomUUID(),
};

describe('what is one person’s', () => {
  let system: RunningStack;
  let owner: Person;
  let stranger: Person;
  let ids: Ids;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    system = opened.use(await startStack());
    owner = opened.use(await registerPerson(system.gatewayUrl));
    stranger = opened.use(await registerPerson(system.gatewayUrl));
    ids = await fill(owner, 'Owner’s session', 'owners');
    await fill(stranger, 'Stranger’s session', 'strangers');
  });
  afterAll(() => opened.disposeAsync());

  const operations = Object.entries(rules).flatMap(([name, rule]) =>
    typeof rule === 'string' ? [] : rule.map((form, index) => [`${name} ${String(index + 1)}`, form] as const),
  );

  it('has a rule for every operation of the graph', async () => {
    const fields = '{ name fields { name } }';
    const { data } = await owner.send(
      `{ __schema { queryType ${fields} mutationType ${fields} subscriptionType ${fields} } }`,
    );
    const types = Object.values(
      data['__schema'] as unknown as Record<string, { name: string; fields: { name: string }[] }>,
    );
    const names = types.flatMap(({ name, fields }) => fields.map((field) => `${name}.${field.name}`));
    expect(names.filter((name) => !name.includes('._')).sort()).toEqual(Object.keys(rules).sort());
  });

  it.each(operations)('is not there for a stranger: %s', async (_name, operation) => {
    const foreign = await perform(stranger, operation(ids));
    const unknown = await perform(stranger, operation(nobodys));
    expect(foreign.codes).toEqual(['NOT_FOUND']);
    expect(foreign.errors.map(({ message }) => message)).toEqual(unknown.errors.map(({ message }) => message));
    expect(JSON.stringify(foreign.data)).not.toContain(owner.email);
  });

  it.each(operations)('is closed to the anonymous: %s', async (_name, operation) => {
    const query = operation(ids);
    if (query.startsWith('subscription')) return;
    const answer = await post(system.gatewayUrl, JSON.stringify({ query }), { 'content-type': 'application/json' });
    expect(answer.codes).toEqual(['UNAUTHENTICATED']);
  });

  it('is not uploaded into', async () => {
    const answer = await stranger.upload(new Blob(['a,b\n1,2\n']), { name: 'intruder', sessionId: ids.session });
    expect(answer.codes).toEqual(['NOT_FOUND']);
  });

  it('is all still there after every try', async () => {
    const { data } = await owner.send(
      `{ session(id: "${ids.session}") { title active activeFile { id name description } activeFiles { id columnNotes { note } }
         runs { nodes { id status } } } }`,
    );
    expect(data['session']).toMatchObject({
      title: ids.sessionTitle,
      active: true,
      activeFile: { id: ids.file, name: ids.fileName, description: '' },
      activeFiles: [{ id: ids.file, columnNotes: [] }],
      runs: { nodes: [{ id: ids.run }] },
    });
  });
});

async function fill(person: Person, title: string, fileName: string): Promise<Ids> {
  const { createSession } = await person.must<{ createSession: { id: string } }>(
    'mutation ($title: String!) { createSession(title: $title) { id } }',
    { title },
  );
  const uploaded = await person.upload(new Blob(['name,age\nAda,36\nAlan,41\nGrace,85\n']), { name: fileName });
  const { id: file } = uploaded.data['uploadFile'] as unknown as { id: string };
  const runId = await person.ask('What is the mean age by name?');
  await person.lastEvent(runId, 'seq');
  const { run } = await person.must<{ run: { artifacts: { id: string }[] } }>(
    'query ($id: ID!) { run(id: $id) { artifacts { id } } }',
    { id: runId },
  );
  const artifact = String(run.artifacts[0]?.id);
  return { session: createSession.id, sessionTitle: title, file, fileName, run: runId, artifact };
}

async function perform(person: Person, query: string): Promise<Pick<Answer, 'data' | 'errors' | 'codes'>> {
  if (!query.startsWith('subscription')) return person.send(query);
  try {
    for await (const { data, errors = [] } of person.socket.iterate({ query })) {
      const codes = errors.map(({ extensions }) => extensions?.['code']);
      return { data: (data ?? {}) as Answer['data'], errors, codes };
    }
  } catch (refusal) {
    const errors = refusal as Answer['errors']; // graphql-ws throws the errors of its error message
    return { data: {}, errors, codes: errors.map(({ extensions }) => extensions?.['code']) };
  }
  return { data: {}, errors: [], codes: [] };
}
