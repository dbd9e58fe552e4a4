import { source } from './sql-text.ts';

/**
 * Colours that people who see red and green alike can tell apart: those of Okabe and Ito, which stand out best from white first,
 * their yellow, which hardly does, darker; then some of Paul Tol's.
 */
export const PALETTE = [
  ...['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#998A00', '#000000'],
  ...['#882255', '#44AA99', '#332288', '#7F7F7F'],
];
export const MAIN_COLOUR = '#0072B2';
export const ACCENT_COLOUR = '#D55E00';
/** Of what stands among the colours of groups and belongs to none. */
export const NEUTRAL_COLOUR = '#555555';
/** A line over more places is drawn without a dot for each, and without a tick. */
export const MOST_DOTS = 60;

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
    // Where there is no screen Vega guesses how long a text is, and mostly too long.
    config: { view: { stroke: null }, axisX: { titleLimit: 680 }, axisY: { titleLimit: 400 } },
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
