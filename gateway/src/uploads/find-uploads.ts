import { maxVariableNesting } from '../limits/variable-nesting.ts';
import { Upload } from './upload.ts';

/** Each upload among the variables of an operation, with its paths as the multipart request's map has them. */
export type UploadPaths = ReadonlyMap<Upload, readonly string[]>;

export function findUploads(variables: Readonly<Record<string, unknown>>): UploadPaths {
  const found = new Map<Upload, string[]>();
  collect(variables, ['variables'], found);
  return found;
}

/** Also walks variables that are refused for their nesting, so it goes no deeper than what is allowed. */
function collect(value: unknown, path: readonly string[], found: Map<Upload, string[]>): void {
  if (typeof value !== 'object' || value === null || path.length > maxVariableNesting + 1) return;
  if (value instanceof Upload) found.set(value, [...(found.get(value) ?? []), path.join('.')]);
  else for (const [key, item] of Object.entries(value)) collect(item, [...path, key], found);
}

/** A copy in which every upload is null, as the multipart request wants it. */
export function withoutUploads(value: unknown): unknown {
  if (value instanceof Upload) return null;
  if (Array.isArray(value)) return value.map(withoutUploads);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutUploads(item)]));
}
