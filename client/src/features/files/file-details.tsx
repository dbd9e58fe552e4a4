import { Table2 } from 'lucide-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { formatAge, formatBytes, formatNumber } from '../../lib/format.ts';
import { graphql, readFragment, type ResultOf } from '../../lib/graphql.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { ColumnFragment, ColumnItem } from './column-item.tsx';
import { FileDescription } from './file-description.tsx';
import { PreviewDialog } from './preview-dialog.tsx';

const FileDetailsQuery = graphql(
  `
    query FileDetails($id: ID!) {
      file(id: $id) {
        id
        name
        description
        sizeBytes
        createdAt
        columnNotes {
          column
          note
        }
        profile {
          rows
          warnings
          format {
            kind
            encoding
          }
          columns {
            name
            ...Column
          }
        }
      }
    }
  `,
  [ColumnFragment],
);

type Details = ResultOf<typeof FileDetailsQuery>['file'];

/** Columns of a wide file are drawn as they are asked for. */
const columnsAtFirst = 60;

export function FileDetails({ fileId }: { readonly fileId: string }) {
  const [{ data, error }, retry] = useQuery({ query: FileDetailsQuery, variables: { id: fileId } });
  const appError = data === undefined ? toAppError(error) : undefined;
  if (appError !== undefined)
    return <ErrorNotice error={appError} onRetry={() => retry({ requestPolicy: 'network-only' })} />;
  if (data === undefined) return <Skeleton className="h-72" />;
  return <Loaded file={data.file} />;
}

function Loaded({ file }: { readonly file: Details }) {
  const [isPreviewing, setIsPreviewing] = useState(false);
  const { id, name, profile, sizeBytes, createdAt } = file;
  const facts = [
    `${formatNumber(profile.rows)} rows`,
    `${profile.columns.length} columns`,
    formatBytes(sizeBytes),
    `${profile.format.kind}, ${profile.format.encoding}`,
    `uploaded ${formatAge(createdAt)}`,
  ];
  return (
    <section aria-label={`Profile of ${name}`} className="grid gap-3">
      <p className="text-sm text-muted">{facts.join(' · ')}</p>
      <FileDescription id={id} description={file.description} />
      <Button size="small" icon={<Table2 size={15} />} onClick={() => setIsPreviewing(true)}>
        Look at the rows
      </Button>
      {profile.warnings.length > 0 && (
        <ul className="grid gap-1 rounded-lg bg-warning-soft p-3 text-sm">
          {profile.warnings.map((warning) => (
            <li key={warning} className="break-words">
              {warning}
            </li>
          ))}
        </ul>
      )}
      <Columns file={file} />
      {isPreviewing && <PreviewDialog fileId={id} name={name} onClose={() => setIsPreviewing(false)} />}
    </section>
  );
}

function Columns({ file: { id, profile, columnNotes } }: { readonly file: Details }) {
  const [shown, setShown] = useState(columnsAtFirst);
  const notes = new Map(columnNotes.map(({ column, note }) => [column, note]));
  return (
    <>
      <ul className="grid gap-2">
        {profile.columns.slice(0, shown).map((column) => (
          <ColumnItem
            key={column.name}
            fileId={id}
            column={readFragment(ColumnFragment, column)}
            rows={profile.rows}
            note={notes.get(column.name) ?? ''}
          />
        ))}
      </ul>
      {profile.columns.length > shown && (
        <Button size="small" tone="quiet" onClick={() => setShown(shown + 200)}>
          Show more of {profile.columns.length} columns
        </Button>
      )}
    </>
  );
}
