import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, registerPerson } from '../support/person.ts';
import { type RunningStack, startStack } from '@mas/kit/testing/running-stack';

const orders = 'order_id,customer_id,amt\n1,ada,10\n2,alan,20\n3,ada,30\n4,grace,7\n5,nobody,100\n';
const customers = 'customer_id,country\nada,UK\nalan,UK\ngrace,US\nkurt,AT\n';
const session = '{ me { activeSession { activeFile { name } activeFiles { name columnNotes { column note } } } } }';

describe('two files of one session', () => {
  let system: RunningStack;
  let person: Person;
  const opened = new AsyncDisposableStack();
  beforeAll(async () => {
    system = opened.use(await startStack());
    person = opened.use(await registerPerson(system.gatewayUrl));
    await person.must('mutation { createSession(title: "Shop") { id } }');
    for (const [name, csv] of [
      ['orders', orders],
      ['customers', customers],
    ] as const) {
      const { errors } = await person.upload(new Blob([csv]), { name, keepOthers: true });
      expect(errors).toEqual([]);
    }
  }, 60_000);
  afterAll(() => opened.disposeAsync());

  const rest = (path: string, method = 'GET', body?: FormData) =>
    fetch(`${system.gatewayUrl}/api/v1/gateway${path}`, {
      method,
      headers: { authorization: `Bearer ${person.token}` },
      ...(body && { body }),
    });
  const answerTo = async (question: string) => {
    const fields =
      '__typename run { file { name } files { name } } ... on RunFinished { report numbers { value verified } }';
    const runId = await person.ask(question);
    return (await person.lastEvent(runId, fields)) as Readonly<Record<string, unknown>> & {
      report: string;
      numbers: { value: number; verified: boolean }[];
    };
  };

  it('are both active, in their order, with what is noted of their columns', async () => {
    const { me } = await person.must<{ me: { activeSession: { activeFiles: { name: string }[] } } }>(session);
    expect(me.activeSession).toEqual({
      activeFile: { name: 'orders' },
      activeFiles: [
        { name: 'orders', columnNotes: [] },
        { name: 'customers', columnNotes: [] },
      ],
    });
    expect(await (await rest('/files/active')).json()).toMatchObject({ file_name: 'orders' });
  });

  it('are joined for a question that needs both, in words of the notes', async () => {
    const file = 'query { me { files { nodes { id name } } } }';
    const { me } = await person.must<{ me: { files: { nodes: { id: string; name: string }[] } } }>(file);
    const id = me.files.nodes.find(({ name }) => name === 'orders')?.id;
    await person.must(
      'mutation ($id: ID!) { updateFile(id: $id, columnNotes: [{ column: "amt", note: "Money spent, in euros" }]) { id } }',
      { id },
    );
    const { run, report, numbers } = await answerTo('What is the average money spent by country?');
    expect(run).toEqual({ file: { name: 'orders' }, files: [{ name: 'orders' }, { name: 'customers' }] });
    expect(report).toContain('I joined `orders` with `customers` on `customer_id`');
    expect(report).toContain('**1** has none');
    for (const mean of [20, 7]) expect(numbers.some(({ value }) => value === mean)).toBe(true); // (10 + 20 + 30) / 3, and 7
    expect(numbers.filter(({ verified }) => !verified)).toEqual([]);
  }, 30_000);

  it('are deleted only when they are no longer active', async () => {
    const remove = 'mutation { deleteFile(name: "customers") }';
    expect((await person.send(remove)).codes).toEqual(['FAILED_PRECONDITION']);
    expect((await rest('/files/customers', 'DELETE')).status).toBe(400);
    await person.must('mutation { deactivateFile(name: "customers") { id } }');
    expect((await person.send(remove)).errors).toEqual([]);
    const { run, report } = await answerTo('What is the average amt by country?');
    expect(run).toEqual({ file: { name: 'orders' }, files: [{ name: 'orders' }] });
    expect(report).toContain('country');
  }, 30_000);

  it('give way to an upload of a script, which is active alone', async () => {
    await person.upload(new Blob([customers]), { name: 'people', keepOthers: true });
    const form = new FormData();
    form.set('file', new Blob([orders]), 'more.csv');
    form.set('file_name', 'more');
    form.set('description', '');
    expect((await rest('/files/', 'POST', form)).status).toBe(200);
    const { me } = await person.must<{ me: { activeSession: { activeFiles: { name: string }[] } } }>(session);
    expect(me.activeSession.activeFiles.map(({ name }) => name)).toEqual(['more']);
  }, 30_000);
});
