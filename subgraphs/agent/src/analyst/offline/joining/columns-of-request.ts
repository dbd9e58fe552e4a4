import type { AnalysisRequest } from '../request.ts';

/** The keys under which a request names columns. */
const columnKeys = new Set(['measures', 'column', 'columns', 'entity', 'orderBy']);

/** Every column that a request reads, wherever it names it. */
export function columnsOfRequest(request: AnalysisRequest): ReadonlySet<string> {
  const columns = new Set<string>();
  const visit = (value: unknown, isName: boolean): void => {
    if (typeof value === 'string') {
      if (isName) columns.add(value);
    } else if (Array.isArray(value)) {
      for (const item of value) visit(item, isName);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, columnKeys.has(key));
    }
  };
  visit(request, false);
  return columns;
}
