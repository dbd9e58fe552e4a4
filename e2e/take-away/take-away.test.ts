import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';

describe('an answer', () => {
  let system: RunningStack;
  let ada: Person;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    system = opened.use(await startStack());
    ada = opened.use(await registerPerson(system.gatewayUrl));
  }, 120_000);
  afterAll(() => opened.disposeAsync());

  it('is suggested, given, run again with an edit, and taken along as a document', async () => {
    const { createSession } = await ada.must<{ createSession: { id: string } }>(
      'mutation { createSession(title: "Ages") { id } }',
    );
    await ada.upload(new Blob(['name,age\nAda,36\nAlan,41\nGrace,85\n']), { name: 'people' });
    const { session } = await ada.must<{ session: { activeFile: { suggestedQuestions: string[] } } }>(
      'query ($id: ID!) { session(id: $id) { activeFile { suggestedQuestions } } }',
      { id: createSession.id },
    );
    expect(session.activeFile.suggestedQuestions.length).toBeGreaterThan(0);

    const runId = await ada.ask('What is the mean age?');
    await ada.lastEvent(runId, 'seq');
    const { rerun } = await ada.must<{ rerun: { id: string } }>(
      'mutation ($id: ID!) { rerun(id: $id, edits: [{ subtask: 0, source: "result({ answer: 4242 })" }]) { id } }',
      { id: runId },
    );
    await ada.lastEvent(rerun.id, 'seq');

    const fields = 'fileName mediaType content';
    const documents = await ada.must<Record<string, Record<string, { content: string; fileName: string }>>>(
      `query ($run: ID!, $session: ID!) {
        run(id: $run) { export(format: HTML) { ${fields} } }
        session(id: $session) { export(format: NOTEBOOK) { ${fields} } }
        agentSystem { analyst database runningRuns }
      }`,
      { run: rerun.id, session: createSession.id },
    );
    expect(documents['run']?.['export']).toMatchObject({
      fileName: 'what-is-the-mean-age.html',
      content: expect.stringContaining('4242') as unknown,
    });
    expect(documents['session']?.['export']).toMatchObject({
      fileName: 'ages.ipynb',
      content: expect.stringMatching(/54[\s\S]*4242/) as unknown,
    });
    expect(documents['agentSystem']).toMatchObject({ analyst: 'offline', runningRuns: 0 });
  }, 60_000);
});
