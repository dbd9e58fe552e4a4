import type { Catalog } from '../catalog.ts';
import { editDistance } from '../parsing/spelling.ts';
import { normalForm } from '../parsing/words.ts';
import type { AnalysisRequest } from '../request.ts';

const MISSING =
  /(?:referenced column|column|field)\s+(?:named\s+|with name\s+)?["“'`]([^"”'`]{1,200})["”'`][^.]{0,40}?(?:not found|does not exist|not exist|missing)/i;
const CANDIDATES = /candidate bindings?:?\s*(.+)/i;

/** The request with the column that does not exist replaced by the real one whose name is nearest; undefined when none is near. */
export function renameMissing(
  request: AnalysisRequest,
  catalog: Catalog,
  message: string,
): AnalysisRequest | undefined {
  const missing = MISSING.exec(message)?.[1];
  if (missing === undefined || !mentions(request, missing)) return undefined;
  const offered = [...(CANDIDATES.exec(message)?.[1] ?? '').matchAll(/"((?:[^"]|"")+)"/g)].map((match) =>
    (match[1] ?? '').replaceAll('""', '"'),
  );
  const real = offered.length > 0 ? offered : catalog.columns.map(({ name }) => name);
  const name = nearest(
    missing,
    [...new Set(real)].filter((candidate) => candidate !== missing),
  );
  return name === undefined ? undefined : renamed(request, missing, name);
}

function nearest(missing: string, names: readonly string[]): string | undefined {
  const wanted = normalForm(missing);
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  const [best] = names
    .map((name) => ({ name, distance: editDistance(wanted, normalForm(name), limit) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return best?.name;
}

function mentions(request: AnalysisRequest, name: string): boolean {
  return JSON.stringify(request).includes(JSON.stringify(name));
}

function renamed(request: AnalysisRequest, from: string, to: string): AnalysisRequest {
  const column = (name: string) => (name === from ? to : name);
  return {
    ...request,
    measures: request.measures.map(column),
    groups: request.groups.map((group) => ({ ...group, column: column(group.column) })),
    preparation: request.preparation.map((step) => replaceColumns(step, from, to)),
    ...(request.part && { part: replaceColumns(request.part, from, to) }),
    ...(request.ranking?.entity !== undefined && {
      ranking: { ...request.ranking, entity: column(request.ranking.entity) },
    }),
  };
}

/** Every `column` in a step, however deep: conditions hold conditions. */
function replaceColumns<T>(value: T, from: string, to: string): T {
  const text = JSON.stringify(value, (key, item: unknown) => {
    if (/^(?:column|orderBy)$/.test(key) && item === from) return to;
    return key === 'columns' && Array.isArray(item) ? item.map((name: unknown) => (name === from ? to : name)) : item;
  });
  return JSON.parse(text) as T; // the same plain data with other names
}
