import { source } from './sql-text.ts';

/** Colours that people who see red and green alike can tell apart (Okabe and Ito). */
export const PALETTE = ['#0072B2', '#E69F00', '#009E73', '#CC79A7', '#56B4E9', '#D55E00', '#F0E442', '#000000'];
export const MAIN_COLOUR = '#0072B2';
export const ACCENT_COLOUR = '#D55E00';

/** JavaScript values in a chart's specification: written into the code as they are. */
export class Raw {
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

export type SpecValue =
  string | number | boolean | null | Raw | readonly SpecValue[] | { readonly [key: string]: SpecValue | undefined };

/** The call that draws a chart over rows that the code holds in a variable. */
export function chartCode(title: string, spec: { readonly [key: string]: SpecValue | undefined }): string[] {
  const whole = {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    title: { text: title, anchor: 'start' },
    width: 560,
    height: 320,
    config: { view: { stroke: null }, axis: { labelLimit: 180, titleLimit: 320 }, legend: { labelLimit: 160 } },
    ...spec,
  };
  return ['', `chart(${write(whole, 0)}, ${source(title)});`];
}

function write(value: SpecValue | undefined, depth: number): string {
  if (value instanceof Raw) return value.code;
  if (value === undefined) return 'undefined';
  if (isList(value)) return `[${value.map((item) => write(item, depth)).join(', ')}]`;
  if (value === null || typeof value !== 'object') return source(value);
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  const parts = entries.map(
    ([key, part]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : source(key)}: ${write(part, depth + 1)}`,
  );
  const line = `{ ${parts.join(', ')} }`;
  if (depth > 1 || line.length <= 80) return line;
  const pad = '  '.repeat(depth + 1);
  return `{\n${parts.map((part) => `${pad}${part},`).join('\n')}\n${'  '.repeat(depth)}}`;
}

function isList(value: SpecValue): value is readonly SpecValue[] {
  return Array.isArray(value);
}

export function values(variable: string): SpecValue {
  return { values: new Raw(variable) };
}
