import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inventDataset } from './invented-datasets.ts';
import { resultsHold, startOffline, type OfflineFixture } from './offline-fixture.ts';

const beams = [4, null, 8, null, null, 20, -99, 6];
const ships = inventDataset(
  'ships',
  [
    ['beam', 'FLOAT'],
    ['length', 'FLOAT'],
    ['harbour', 'TEXT'],
    ['cargo', 'TEXT'],
  ],
  beams.map((beam, index) => ({
    beam,
    length: 10 + 10 * index,
    harbour: index % 2 === 0 ? 'Riga' : 'Bergen',
    cargo: index % 2 === 0 ? `€${String(index + 1)}.5M` : `€${String(index)}50K`,
  })),
);
let harbour: OfflineFixture;

beforeAll(async () => {
  harbour = await startOffline(ships);
}, 120_000);

afterAll(async () => {
  await harbour[Symbol.asyncDispose]();
});

const code = 'The value -99 in beam is a code for a missing value.';

test.each<[string, number]>([
  [`${code} What is the mean beam?`, (4 + 8 + 20 + 6) / 4],
  [
    `${code} Fill the missing values of beam by linear interpolation. What is the mean beam?`,
    (4 + 6 + 8 + 12 + 16 + 20 + 13 + 6) / 8,
  ],
  [
    `${code} Fill each missing beam with the mean of the same harbour. What is the mean beam?`,
    (4 + 13 + 8 + 13 + 6 + 20 + 6 + 6) / 8,
  ],
  ['ratio = (length - 5) / (2 * length) ^ 2. What is the largest ratio?', 5 / 400],
  ['The step is length minus the previous length. What is the mean step?', 10],
  [
    'Convert cargo to a number in thousands. What is the total cargo?',
    1500 + 150 + 3500 + 350 + 5500 + 550 + 7500 + 750,
  ],
])('%s', async (question, expected) => {
  const answer = await harbour.ask(question);
  expect(resultsHold(answer, expected)).toBe(true);
});
