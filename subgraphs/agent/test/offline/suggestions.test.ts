import { describe, expect, it } from '@jest/globals';
import { createOfflineAnalyst } from '../../src/analyst/offline/offline-analyst.ts';
import { nextQuestions } from '../../src/analyst/offline/conversation/next-questions.ts';
import { suggestQuestions } from '../../src/analyst/offline/suggestions.ts';
import { understand } from '../../src/analyst/offline/understanding.ts';
import type { Dataset } from '../../src/dataset/dataset.ts';
import { exampleNames, readExample } from './example-datasets.ts';
import { orders, trial, type InventedDataset } from './invented-datasets.ts';
import { type Answer, call, contextOf, type OfflineFixture, startOffline } from './offline-fixture.ts';

const datasets = [
  ...exampleNames.map((name) => [name, () => readExample(name)] as const),
  ['orders', () => Promise.resolve(orders)],
  ['trial', () => Promise.resolve(trial)],
] as const;

async function followUpsOf(dataset: InventedDataset, question: string, { report, results }: Answer) {
  const exchange = { report, results };
  return (await createOfflineAnalyst().summarize(contextOf(dataset, question), exchange, call)).followUps ?? [];
}

async function expectAnswer(offline: OfflineFixture, question: string, earlier: readonly string[] = []) {
  const answer = await offline.ask(question, earlier);
  expect({ question, report: answer.report }).toEqual({
    question,
    report: expect.not.stringMatching(/could not|did not understand|made nothing of|as it is:/) as unknown,
  });
  expect(answer.results.every(({ response, execution }) => response === undefined && execution?.ok)).toBe(true);
  return answer;
}

describe.each(datasets)('of %s', (_name, read) => {
  it('every suggested question is answered, and so is every question that follows', async () => {
    const dataset = await read();
    await using offline = await startOffline(dataset);
    const suggested = suggestQuestions(dataset.dataset);
    expect(suggested.length).toBeGreaterThanOrEqual(4);
    expect(suggested.length).toBeLessThanOrEqual(6);
    const asked = new Set<string>(suggested);
    for (const question of suggested) {
      const answer = await expectAnswer(offline, question);
      const followUps = await followUpsOf(dataset, question, answer);
      expect(followUps.length).toBeGreaterThanOrEqual(2);
      expect(followUps.length).toBeLessThanOrEqual(4);
      expect(followUps).not.toContain(question);
      for (const next of followUps.filter((one) => !asked.has(one))) {
        asked.add(next);
        await expectAnswer(offline, next, [question]);
      }
    }
  }, 120_000);
});

describe('suggested questions', () => {
  it('are of different kinds', async () => {
    const { dataset } = await readExample('seattle-weather');
    expect(suggestQuestions(dataset)).toEqual([
      'What is the average precipitation by weather?',
      'How has precipitation changed over time?',
      'Is there a correlation between precipitation and temp_max?',
      'How is precipitation distributed?',
      'What are the top 5 rows by precipitation?',
      'Which columns have missing values?',
    ]);
  });

  it('leave out columns that cannot be told from words', () => {
    const column = { ...trial.dataset.profile.columns[0]!, distinct: 40, nulls: 0 };
    const names = ['', '"', 'the same\n\n# x', '<img src=x>', 'mean', 'trend over time'];
    const columns = names.map((name) => ({ ...column, name, type: 'FLOAT' as const }));
    const dataset: Dataset = { ...trial.dataset, profile: { rows: 40, columns } };
    expect(suggestQuestions(dataset).length).toBeGreaterThanOrEqual(2);
  });

  it('are there for a dataset without any column of use', () => {
    const dataset: Dataset = { ...trial.dataset, profile: { rows: 0, columns: [] } };
    expect(suggestQuestions(dataset).length).toBeLessThanOrEqual(6);
  });
});

describe('questions that could come next', () => {
  it.each([
    [
      'penguins',
      ['What is the average body mass by species?', 'Are there outliers in body_mass_g?'],
      /average body_mass_g by species/,
    ],
    [
      'penguins',
      ['Are there outliers in body_mass_g?', 'Mean body mass per species'],
      /outliers in body_mass_g|average body_mass_g by species/,
    ],
    ['penguins', ['Correlation matrix'], /correlation between/],
    ['penguins', ['Histogram of body_mass_g with 10 bins'], /How is body_mass_g distributed/],
    ['penguins', ['Does body_mass_g differ significantly by species?'], /average body_mass_g by species/],
    [
      'penguins',
      ['Is there a correlation between beak_length_mm and body_mass_g?'],
      /correlation between body_mass_g and beak_length_mm/,
    ],
    ['seattle-weather', ['Trend of precipitation by year'], /How has precipitation changed/],
    ['iowa-electricity', ['Describe the dataset'], /What is in this dataset/],
  ] as const)('of %s do not ask what %j was answered with', async (name, asked, repeated) => {
    const dataset = await readExample(name);
    const context = contextOf(dataset, asked.at(-1) ?? '', asked.slice(0, -1));
    const next = nextQuestions(context, understand(context));
    expect(next.length).toBeGreaterThanOrEqual(2);
    expect(next.filter((question) => repeated.test(question))).toEqual([]);
  });
});
