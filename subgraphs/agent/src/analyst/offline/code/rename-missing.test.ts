import { expect, test } from '@jest/globals';
import { trial } from '../../../../test/offline/invented-datasets.ts';
import { createCatalog } from '../catalog.ts';
import { parseQuestion } from '../parsing/parse-question.ts';
import { renameMissing } from './rename-missing.ts';
import { repairCode, writeRequestCode } from './write-code.ts';

const catalog = createCatalog(trial.dataset);
const [request] = parseQuestion('mean response by arm where response is over 20', catalog).requests;
const message =
  'Binder Error: Referenced column "response" not found in FROM clause!\nCandidate bindings: "responses", "dose_mg"';

test('a column that is not there is replaced by the nearest real one, in conditions too', () => {
  const mended = request && renameMissing(request, catalog, message);
  expect(mended).toMatchObject({ measures: ['responses'], groups: [{ column: 'arm' }] });
  expect(JSON.stringify(mended?.preparation)).not.toContain('"response"');
});

test('without a near name nothing is guessed', () => {
  const other = message.replace('"responses", ', '');
  expect(request && renameMissing(request, catalog, other)).toBeUndefined();
});

test('a repair reads the real column', () => {
  if (!request) throw new Error('The question gives a request');
  const code = writeRequestCode(request, catalog);
  const repaired = repairCode(request, catalog, { code, error: { name: 'SqlError', message }, output: '', repair: 1 });
  expect(repaired).toContain('"responses"');
});
