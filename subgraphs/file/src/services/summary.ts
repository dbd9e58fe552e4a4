import type { ColumnProfile, DatasetProfile } from '../profiling/dataset-profile.ts';

/** More columns than this are listed, but not described further: nobody reads on. */
const maxDescribedColumns = 100;
const maxCellCharacters = 60;
const shownValues = 3;

/**
 * A dataset in Markdown. Its beginning is exact, because scripts read it: the sentence with rows and columns, then one list
 * item a column with pandas' name for its type. What follows is for people and prompts.
 */
export function describeDataset(profile: DatasetProfile): string {
  const { rows, columns, warnings } = profile;
  const beginning = [
    `The dataset has **${rows} rows** and **${columns.length} columns**.`,
    '',
    'It contains the following features:',
    '',
    ...columns.map(({ name, pandasType }) => `- **${name}**: \`${pandasType}\``),
  ];
  const notes =
    warnings.length === 0 ? [] : ['', '### Notes', '', ...warnings.map((warning) => `- ${oneLine(warning)}`)];
  return [...beginning, '', '### Profile', '', ...describeColumns(columns, rows), ...notes].join('\n');
}

function describeColumns(columns: readonly ColumnProfile[], rows: number): string[] {
  const header = [
    '| Column | Type | Missing | Distinct | Min | Mean | Max | Most frequent |',
    '|---|---|---|---|---|---|---|---|',
  ];
  const lines = columns.slice(0, maxDescribedColumns).map((column) => describeColumn(column, rows));
  const left = columns.length - maxDescribedColumns;
  return [...header, ...lines, ...(left > 0 ? ['', `…and ${left} more columns.`] : [])];
}

function describeColumn(column: ColumnProfile, rows: number): string {
  const { name, type, nulls, distinct, distinctIsApproximate, min, max, mean, topValues } = column;
  const missing = nulls === 0 ? '0' : `${nulls} (${((100 * nulls) / rows).toFixed(1)} %)`;
  const isRepeated = (topValues[0]?.count ?? 0) > 1;
  const frequent = isRepeated
    ? topValues.slice(0, shownValues).map(({ value, count }) => `${cell(value)} (${count})`)
    : [];
  const cells = [
    cell(name),
    type.toLowerCase(),
    missing,
    `${distinctIsApproximate ? '≈ ' : ''}${distinct}`,
    cell(min ?? ''),
    mean === null ? '' : String(Number(mean.toPrecision(6))),
    cell(max ?? ''),
    frequent.join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

function cell(text: string): string {
  const characters = Array.from(oneLine(text));
  const short =
    characters.length > maxCellCharacters ? `${characters.slice(0, maxCellCharacters).join('')}…` : characters.join('');
  return short.replaceAll(/[\\|`*_<>[\]]/g, String.raw`\$&`);
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
