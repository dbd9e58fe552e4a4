import { chartLimits } from '../chart-limits.ts';
import { InvalidChart } from './invalid-chart.ts';

type Part = Readonly<Record<string, unknown>>;

/**
 * Refuses specifications that would draw too much, load something, or draw nothing for a plain reason.
 * @throws InvalidChart with a message for whoever repairs the code.
 */
export function checkSpec(spec: unknown): asserts spec is Part {
  if (!isPart(spec)) throw new InvalidChart('The specification must be an object');
  const schema = spec['$schema'];
  if (typeof schema === 'string' && !schema.includes('vega-lite')) {
    throw new InvalidChart('The specification must be Vega-Lite, not Vega or anything else');
  }
  let rows = 0;
  for (const part of partsOf(spec)) {
    rows += rowsIn(part);
    checkLoads(part);
    checkGenerators(part);
    checkMark(part);
  }
  if (rows > chartLimits.rows) {
    throw new InvalidChart(
      `The chart has ${rows} rows of data, ${chartLimits.rows} are the limit: aggregate them first`,
    );
  }
  checkFields(spec);
}

export function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object of the specification but the rows of its data. */
function* partsOf(root: unknown): Generator<Part> {
  const pending: unknown[] = [root];
  while (pending.length > 0) {
    const next = pending.pop();
    if (Array.isArray(next)) {
      for (const item of next) pending.push(item);
    } else if (isPart(next)) {
      yield next;
      for (const [key, value] of Object.entries(next)) {
        if (key !== 'values' && key !== 'datasets') pending.push(value);
      }
    }
  }
}

function rowsIn({ values, datasets }: Part): number {
  const own = Array.isArray(values) ? values.length : 0;
  if (!isPart(datasets)) return own;
  return Object.values(datasets).reduce<number>((sum, rows) => sum + (Array.isArray(rows) ? rows.length : 0), own);
}

function checkLoads({ data }: Part): void {
  if (isPart(data) && 'url' in data) {
    throw new InvalidChart('data.url is not available: give the rows inline as data.values');
  }
  if (isPart(data) && 'name' in data && !('values' in data) && Object.keys(data).length === 1) {
    throw new InvalidChart('data.name refers to no data: give the rows inline as data.values');
  }
}

const marks = [
  ...['arc', 'area', 'bar', 'boxplot', 'circle', 'errorband', 'errorbar', 'geoshape', 'image', 'line', 'point'],
  ...['rect', 'rule', 'square', 'text', 'tick', 'trail'],
];

function checkMark({ mark, encoding, data }: Part): void {
  const type = isPart(mark) ? mark['type'] : mark;
  // `mark` is also a key of configurations and selections; a view has an encoding or data beside it.
  if (type === undefined || (encoding === undefined && data === undefined)) return;
  if (typeof type !== 'string' || !marks.includes(type)) {
    throw new InvalidChart(`The mark ${JSON.stringify(type)} does not exist; it is one of: ${marks.join(', ')}`);
  }
}

function checkGenerators({ sequence, maxbins, steps, ticks, tickCount, repeat }: Part): void {
  if (isPart(sequence)) {
    const [start, stop, step] = [sequence['start'] ?? 0, sequence['stop'], sequence['step'] ?? 1].map(Number);
    const count = ((stop ?? 0) - (start ?? 0)) / (step ?? 1);
    if (!(Math.abs(count) <= chartLimits.generatedRows)) {
      throw new InvalidChart(`data.sequence makes more than ${chartLimits.generatedRows} rows`);
    }
  }
  for (const [name, value] of Object.entries({ maxbins, steps, ticks, tickCount })) {
    if (typeof value === 'number' && value > 5000) throw new InvalidChart(`${name}: ${value} is more than 5000`);
  }
  if (Array.isArray(repeat) && repeat.length > 100) throw new InvalidChart('repeat has more than 100 fields');
}

/** A field that no row has draws an empty chart without a word: the commonest mistake, so it is named. */
function checkFields(spec: Part): void {
  const { data, encoding, transform, mark } = spec;
  if (!isPart(data) || !isPart(encoding) || mark === undefined || transform !== undefined) return;
  const { values } = data;
  if (!Array.isArray(values)) return;
  if (values.length === 0) throw new InvalidChart('data.values is empty: there is nothing to draw');
  const rows = values.slice(0, 1000).filter(isPart);
  if (rows.length === 0) return;
  const columns = new Set(rows.flatMap((row) => Object.keys(row)));
  for (const [channel, definition] of Object.entries(encoding)) {
    const field = isPart(definition) ? definition['field'] : undefined;
    if (typeof field !== 'string' || /[.[\]\\]/.test(field) || columns.has(field)) continue;
    const known = [...columns].slice(0, 30).join(', ');
    throw new InvalidChart(`encoding.${channel}.field "${field}" is not in the data, whose fields are: ${known}`);
  }
}
