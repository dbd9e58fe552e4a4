import { toProblems } from '../http/validation-problems.ts';
import type { ValidationProblem } from '../rest-error.ts';
import { datasetFields } from '../schemas/files.ts';

export const maxFieldBytes = 64 * 1024;

/** The fields of a form beside its file, as they come; the last of a name counts. */
export class DatasetFields {
  readonly #values: Record<string, string> = {};
  readonly #problems: ValidationProblem[] = [];

  add(name: string, value: string, isTruncated: boolean): void {
    if (name === 'file')
      this.#problems.push({ type: 'value_error', loc: ['body', name], msg: 'Value error, Expected a file' });
    if (!Object.hasOwn(datasetFields.shape, name)) return;
    this.#values[name] = value;
    if (!isTruncated) return;
    const msg = `String should have at most ${maxFieldBytes} characters`;
    this.#problems.push({ type: 'string_too_long', loc: ['body', name], msg });
  }

  get isComplete(): boolean {
    return Object.keys(datasetFields.shape).every((name) => Object.hasOwn(this.#values, name));
  }

  /** What the graph calls them. */
  get arguments(): { readonly name: string | undefined; readonly description: string | undefined } {
    return { name: this.#values['file_name'], description: this.#values['description'] };
  }

  /** What is wrong with those that have come, if these are all. */
  problems(hasFile: boolean): readonly ValidationProblem[] {
    const noFile = hasFile || this.#problems.length > 0 ? [] : [missingField('file')];
    const parsed = datasetFields.safeParse(this.#values);
    if (parsed.success) return [...this.#problems, ...noFile];
    const input = Object.fromEntries(Object.entries(this.#values).filter(([, value]) => value !== ''));
    const found = toProblems(parsed.error, input).map((each) => ({ ...each, loc: ['body', ...each.loc] }));
    return [...this.#problems, ...noFile, ...found];
  }
}

export function missingField(name: string): ValidationProblem {
  return { type: 'missing', loc: ['body', name], msg: 'Field required' };
}
