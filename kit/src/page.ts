import { AppError } from './errors.ts';

/** A page of a list, of which the graph makes a connection. */
export interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface PageSource<Row, Cursor> {
  /** What the list is of, in people's words: `files`. */
  readonly noun: string;
  /** How many rows may be asked for at a time. */
  readonly maxSize: number;
  /** The first rows behind a cursor, or from the beginning. */
  list(after: Cursor | undefined, limit: number): Promise<readonly Row[]>;
  /** Whether the list has a row at the cursor or before it; `rows` are those behind it. */
  existsUpTo(cursor: Cursor, rows: readonly Row[]): Promise<boolean>;
}

/** @throws AppError BAD_USER_INPUT for a size out of range. */
export async function loadPage<Row, Cursor>(
  source: PageSource<Row, Cursor>,
  first: number,
  after: Cursor | undefined,
): Promise<Page<Row>> {
  if (first < 1 || first > source.maxSize) {
    throw new AppError('BAD_USER_INPUT', `Ask for 1 to ${source.maxSize} ${source.noun} at a time.`, {
      field: 'first',
    });
  }
  const rows = await source.list(after, first + 1);
  const nodes = rows.slice(0, first);
  return {
    nodes,
    hasNextPage: rows.length > first,
    hasPreviousPage: after !== undefined && (await source.existsUpTo(after, nodes)),
  };
}

/** The fields of a connection that follow from its page: https://relay.dev/graphql/connections.htm */
export function connectionFields<Row>(cursorOf: (row: Row) => string) {
  return {
    edges: ({ nodes }: Page<Row>) => nodes.map((node) => ({ node, cursor: cursorOf(node) })),
    pageInfo: ({ nodes, hasNextPage, hasPreviousPage }: Page<Row>) => {
      const [first, last] = [nodes[0], nodes.at(-1)];
      return {
        hasNextPage,
        hasPreviousPage,
        startCursor: first && cursorOf(first),
        endCursor: last && cursorOf(last),
      };
    },
  };
}

/** @throws AppError BAD_USER_INPUT: the cursor is none, or another list's. */
export function refuseCursor(): never {
  throw new AppError('BAD_USER_INPUT', 'This cursor is not of this list: leave it out to begin anew.', {
    field: 'after',
  });
}
