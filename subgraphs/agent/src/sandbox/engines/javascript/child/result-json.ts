import type { DuckDBResult } from '@duckdb/node-api';
import { guestValue } from './sql-value.ts';

/** Rows by columns: with its JSON, its copy in the guest and its objects there, this much fits into a kernel. */
export const maxCells = 2_000_000;
const maxCharacters = 64 * 1024 ** 2;

/**
 * The rows of a result as the JSON text of an array of arrays, made chunk by chunk.
 * @throws Error when there are too many.
 */
export async function rowsJson(result: DuckDBResult): Promise<string> {
  const parts: string[] = [];
  let rows = 0;
  let characters = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return `[${parts.join(',')}]`;
    const part = JSON.stringify(chunk.convertRows(guestValue)).slice(1, -1);
    parts.push(part);
    rows += chunk.rowCount;
    characters += part.length;
    if (rows * result.columnCount > maxCells || characters > maxCharacters) {
      const limit = `${maxCells} values or ${maxCharacters / 1024 ** 2} MiB`;
      throw new Error(`The result has more than ${limit}: aggregate in SQL, or take fewer columns or a LIMIT`);
    }
  }
}
