import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, type OperationResult } from 'urql';
import { toAppError, type AppError } from '../../lib/app-error.ts';
import { graphql, type ResultOf } from '../../lib/graphql.ts';

const PreviewPage = graphql(`
  query PreviewPage($id: ID!, $limit: Int!, $offset: Int!) {
    file(id: $id) {
      id
      preview(limit: $limit, offset: $offset) {
        columns
        rows
        totalRows
      }
    }
  }
`);

export type Row = readonly unknown[];
type PageResult = OperationResult<ResultOf<typeof PreviewPage>>;

interface PreviewPages {
  /** Absent until the first page is there. */
  readonly columns: readonly string[] | undefined;
  readonly totalRows: number;
  readonly rowAt: (index: number) => Row | undefined;
  /** Fetches the pages of these rows, where they are not there or on their way. */
  readonly request: (first: number, last: number) => void;
  readonly error: AppError | undefined;
  readonly retry: () => void;
}

const pageRows = 200;

/** The rows of a dataset, fetched by pages as they come into sight and kept while the table is open. */
export function usePreviewPages(fileId: string): PreviewPages {
  const client = useClient();
  const asked = useRef(new Set<number>());
  const [pages, setPages] = useState<ReadonlyMap<number, readonly Row[]>>(new Map());
  const [shape, setShape] = useState<{ columns: readonly string[]; totalRows: number }>();
  const [error, setError] = useState<AppError>();

  const receive = useCallback((page: number, { data, error: failure }: PageResult): void => {
    const preview = data?.file.preview;
    if (preview === undefined) {
      asked.current.delete(page);
      setError(toAppError(failure));
      return;
    }
    setShape({ columns: preview.columns, totalRows: preview.totalRows });
    setPages((known) => new Map(known).set(page, preview.rows));
  }, []);

  const request = useCallback(
    (first: number, last: number) => {
      for (let page = Math.floor(first / pageRows); page <= Math.floor(last / pageRows); page += 1) {
        if (asked.current.has(page)) continue;
        asked.current.add(page);
        const variables = { id: fileId, limit: pageRows, offset: page * pageRows };
        void client
          .query(PreviewPage, variables)
          .toPromise()
          .then((result) => receive(page, result));
      }
    },
    [client, fileId, receive],
  );
  useEffect(() => request(0, 0), [request]);

  const rowAt = useCallback((index: number) => pages.get(Math.floor(index / pageRows))?.[index % pageRows], [pages]);
  return {
    columns: shape?.columns,
    totalRows: shape?.totalRows ?? 0,
    rowAt,
    request,
    error,
    retry: () => {
      setError(undefined);
      request(0, 0);
    },
  };
}
