import { type MessagesApi, startMessagesApi } from '../../subgraphs/agent/test/messages-api/messages-api-server.ts';
import { codeReply, errorReply, jsonReply, textReply } from '../../subgraphs/agent/test/messages-api/messages-reply.ts';
import { exampleOf } from './example-of-schema.ts';

/** Claude, as a server of this test speaks it: what it answers about the penguins, and how fast, is in the test's hands. */
export interface Claude extends AsyncDisposable {
  /** For the system that is to use it. */
  readonly env: Readonly<Record<string, string>>;
  readonly api: MessagesApi;
  /** Markdown of the next reports. */
  reportText: string;
  /** JavaScript of the next subtasks. */
  code: string;
  /** JavaScript of the very next tries, before that; a promise is a model that takes its time. */
  readonly nextCodes: (string | Promise<string>)[];
  /** Characters of each piece of a report. */
  deltaCharacters: number;
  /** Milliseconds between two pieces. */
  paceMs: number;
  /** Every request is refused, as with a key that was withdrawn. */
  isRefusing: boolean;
  /** Reports stop before the piece of that number (from 0), until `goOn`. */
  holdReportsAt(delta: number): void;
  /** Resolves once a report is held. */
  untilHeld(): Promise<void>;
  goOn(): void;
  /** As it was in the beginning. */
  reset(): void;
}

export const penguinsCode = `const rows = sql('SELECT species, avg(body_mass_g) AS mean FROM data GROUP BY species ORDER BY species');
chart({
  title: 'Mean body mass by species',
  data: { values: rows },
  mark: { type: 'bar', tooltip: true },
  encoding: {
    x: { field: 'species', type: 'nominal', title: 'Species' },
    y: { field: 'mean', type: 'quantitative', title: 'Mean body mass (g)' },
  },
});
result({ adelie: rows[0].mean, chinstrap: rows[1].mean, gentoo: rows[2].mean });`;

const penguinsReport = `## Gentoo penguins are the heaviest

On average a Gentoo weighs **5,076.02 g**, against 3,733.09 g of a Chinstrap and 3,700.66 g of an Adelie.

| Species | Mean body mass (g) |
|---|---|
| Adelie | 3,700.66 |
| Chinstrap | 3,733.09 |
| Gentoo | 5,076.02 |
`;

const subtasks = [
  { title: 'Body mass by species', goal: 'The mean of body_mass_g by species.', kind: 'ANALYSIS', steps: ['Average.'] },
  { title: 'A chart of it', goal: 'A bar chart of the means.', kind: 'VISUALIZATION', steps: ['Draw.'] },
];

const answers = {
  reportText: penguinsReport,
  code: penguinsCode,
  deltaCharacters: 12,
  paceMs: 0,
  isRefusing: false,
};

export async function startClaude(): Promise<Claude> {
  let heldAt: number | undefined;
  let held = Promise.withResolvers<undefined>();
  let open = Promise.withResolvers<undefined>();
  const beforeDelta = async (delta: number): Promise<void> => {
    if (delta !== heldAt) return;
    held.resolve(undefined);
    await open.promise;
  };
  const api = await startMessagesApi({
    async onRequest({ body }) {
      if (claude.isRefusing) return errorReply(403, 'permission_error', 'This key may not use this model.');
      const schema = body.output_config?.format?.schema;
      if (schema !== undefined) return jsonReply(decide(schema));
      const prompt = JSON.stringify(body.messages[0]?.content);
      if (/Write the \w+ code for this subtask|The code for this subtask failed/.test(prompt)) {
        return codeReply((await claude.nextCodes.shift()) ?? claude.code);
      }
      return textReply(claude.reportText, {
        deltaCharacters: claude.deltaCharacters,
        paceMs: claude.paceMs,
        beforeDelta,
      });
    },
  });
  const claude: Claude = {
    env: { ANTHROPIC_API_KEY: 'key', ANTHROPIC_BASE_URL: api.url },
    api,
    ...answers,
    nextCodes: [],
    holdReportsAt(delta) {
      heldAt = delta;
      held = Promise.withResolvers();
      open = Promise.withResolvers();
    },
    async untilHeld() {
      await held.promise;
    },
    goOn() {
      heldAt = undefined;
      open.resolve(undefined);
    },
    reset() {
      claude.goOn();
      claude.nextCodes.length = 0;
      Object.assign(claude, answers);
    },
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
  return claude;
}

/** The decisions that shape a run; whatever else is asked gets the least that its schema allows. */
function decide(schema: unknown): unknown {
  const text = JSON.stringify(schema);
  if (text.includes('"interpretation":')) {
    const isTechnical = !text.includes('"QUICK"');
    return {
      interpretation: 'The mean body mass of each species.',
      route: 'EXPLORATORY',
      mode: isTechnical ? 'TECHNICAL' : 'QUICK',
      subtasks: isTechnical ? [] : subtasks.slice(1),
    };
  }
  if (text.includes('"kinds":')) return { kinds: subtasks.map(({ kind }) => kind) };
  if (text.includes('"subtasks":')) return { subtasks: subtasks.map(({ title, goal }) => ({ title, goal })) };
  return exampleOf(schema);
}
