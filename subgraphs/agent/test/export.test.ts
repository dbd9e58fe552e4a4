import { describe, expect, it } from '@jest/globals';
import { storeKinds } from '@mas/kit/testing/stores';
import { createOfflineAnalyst } from '../src/analyst/offline/offline-analyst.ts';
import { createDocumentAllowance } from '../src/services/document-allowance.ts';
import { createExportService } from '../src/services/export.service.ts';
import { type Person, startAgent, useStores } from './support/agent-fixture.ts';
import { Gate, quick, scriptedAnalyst } from './support/scripted-analyst.ts';

interface Exported {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: string;
}

const formats = ['MARKDOWN', 'HTML', 'NOTEBOOK'] as const;
const aliases = formats
  .map((format) => `${format}: export(format: ${format}) { fileName mediaType content }`)
  .join(' ');
const sessionQuery = (fields: string) =>
  `query ($id: ID!) { _entities(representations: [{ __typename: "Session", id: $id }]) { ... on Session { ${fields} } } }`;

async function exportRun(person: Person, id: string): Promise<Record<(typeof formats)[number], Exported>> {
  const { run } = await person.data<{ run: Record<(typeof formats)[number], Exported> }>(
    `query ($id: ID!) { run(id: $id) { ${aliases} } }`,
    { id },
  );
  return run;
}

const codesOf = ({ errors }: { errors: readonly { extensions?: Readonly<Record<string, unknown>> }[] }) =>
  errors.map(({ extensions }) => extensions?.['code']);

describe.each(await storeKinds())('an export over $name', (kind) => {
  const { stores, workshop } = useStores(kind);

  it('of a run is its question with all that came of it', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('mean price by region');
    const report = String((await ada.allEvents(id)).at(-1)?.['report']);
    const { MARKDOWN: markdown, HTML: html, NOTEBOOK: notebook } = await exportRun(ada, id);

    expect(markdown).toMatchObject({ fileName: 'mean-price-by-region.md', mediaType: 'text/markdown; charset=utf-8' });
    for (const part of [
      '# mean price by region',
      'Session “Sales”',
      'sales (6 rows, 3 columns)',
      report.split('\n')[0],
    ]) {
      expect(markdown.content).toContain(part);
    }
    expect(markdown.content).toMatch(/```javascript\n[\s\S]*result\(/);
    expect(markdown.content).toContain('data:image/svg+xml;base64,');
    expect(html).toMatchObject({ fileName: 'mean-price-by-region.html', mediaType: 'text/html; charset=utf-8' });
    expect(html.content).toContain('data-chart="0"');
    expect(notebook).toMatchObject({ fileName: 'mean-price-by-region.ipynb', mediaType: 'application/x-ipynb+json' });
    expect(Object.keys(JSON.parse(notebook.content) as object)).toContain('cells');
    expect(notebook.content).toContain('application/vnd.vegalite.v6+json');
  });

  it('of a session is all that was answered in it, in order', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });
    const ada = agent.person();
    const id = await agent.directory.sessions.active({ userId: '1', authorization: undefined });
    const read = async () =>
      (await ada.data<{ _entities: [Record<(typeof formats)[number], Exported>] }>(sessionQuery(aliases), { id }))
        ._entities[0];
    expect((await read()).MARKDOWN.content).toContain('No question has been answered');
    for (const question of ['mean price by region', 'how many rows are there?'])
      await ada.allEvents(await ada.ask(question));
    const { MARKDOWN: markdown, HTML: html, NOTEBOOK: notebook } = await read();
    expect(markdown.fileName).toBe('sales.md');
    expect(markdown.content).toMatch(/# Sales[\s\S]*## mean price by region[\s\S]*## how many rows are there\?/);
    expect(html.content.match(/<article>/g)).toHaveLength(2);
    expect(notebook.content).toMatch(/## mean price by region[\s\S]*## how many rows are there\?/);
  });

  it('of a failed run says why it failed', async () => {
    const analyst = scriptedAnalyst({ report: () => Promise.reject(new Error('a secret')) });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.allEvents(id);
    const { MARKDOWN: markdown } = await exportRun(ada, id);
    expect(markdown.content).toContain('**It failed:** Something went wrong');
    expect(markdown.content).not.toContain('a secret');
  });

  it('is bounded for all documents of a request together, with the script that each of them brings', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: createOfflineAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('mean price by region');
    await ada.allEvents(id);
    const query = 'query ($id: ID!) { run(id: $id) { artifacts { id kind } } }';
    const { run } = await ada.data<{ run: { artifacts: { id: string; kind: string }[] } }>(query, { id });
    const chart = run.artifacts.find(({ kind }) => kind === 'CHART')!.id;
    for (const [name, field] of [
      ['artifact', 'html'],
      ['run', 'export(format: HTML) { content }'],
    ] as const) {
      const aliases = Array.from({ length: 40 }, (_, index) => `a${index}: ${name}(id: $id) { ${field} }`);
      const { errors } = await ada.send(`query ($id: ID!) { ${aliases.join(' ')} }`, {
        id: name === 'run' ? id : chart,
      });
      expect(codesOf({ errors })).toContain('PAYLOAD_TOO_LARGE');
    }
  });

  it('waits for the end of the run', async () => {
    const gate = new Gate();
    const analyst = scriptedAnalyst({ classify: async (_context, call) => (await gate.pass(call.signal), quick) });
    await using agent = await startAgent(stores(), workshop(), { analyst });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await gate.reached;
    const answer = await ada.send('query ($id: ID!) { run(id: $id) { export(format: HTML) { content } } }', { id });
    expect(codesOf(answer)).toEqual(['FAILED_PRECONDITION']);
    gate.open();
    await ada.allEvents(id);
  });

  it('is refused below events and lists', async () => {
    await using agent = await startAgent(stores(), workshop(), { analyst: scriptedAnalyst() });
    const ada = agent.person();
    const id = await ada.ask('What is the total?');
    await ada.allEvents(id);
    const fields = 'export(format: MARKDOWN) { content }';
    const below = [
      [`query ($id: ID!) { run(id: $id) { events(first: 1) { run { ${fields} } } } }`, id],
      [`query ($id: ID!) { run(id: $id) { events(first: 1) { run { session { ${fields} } } } } }`, id],
      [`query ($id: ID!) { run(id: $id) { events(first: 1) { run { file { suggestedQuestions } } } } }`, id],
      [
        sessionQuery(`runs { nodes { ${fields} } }`),
        await agent.directory.sessions.active({ userId: '1', authorization: undefined }),
      ],
    ] as const;
    for (const [query, variable] of below) {
      expect(codesOf(await ada.send(query, { id: variable }))).toEqual(['BAD_USER_INPUT']);
    }
    await expect(Array.fromAsync(ada.events(id, { fields: `seq run { ${fields} }` }))).rejects.toThrow(
      /BAD_USER_INPUT/,
    );
  });
});

describe('what an export may take', () => {
  const part = (length: number) =>
    createExportService({
      runs: { listAnswered: () => Promise.resolve([]) } as never, // nothing else of it is asked for
      sessions: {
        title: () => Promise.resolve('Sales'),
        verify: () => Promise.resolve(),
        active: () => Promise.resolve(''),
      },
      collect: (_runs, _format, take) => {
        take(length);
        return Promise.resolve([]);
      },
      chartScript: { read: () => Promise.resolve('') },
      allowance: createDocumentAllowance(10_000),
    });
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const caller = { userId: '1', authorization: undefined };

  it('is bounded before anything is loaded, for all exports of a request together', async () => {
    await expect(part(10_001).session(id, 'MARKDOWN', caller)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    const service = part(6_000);
    await service.session(id, 'MARKDOWN', caller);
    await expect(service.session(id, 'MARKDOWN', caller)).rejects.toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
  });
});
