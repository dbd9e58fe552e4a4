import { Download } from 'lucide-react';
import { useState } from 'react';
import { useClient, type Client } from 'urql';
import { toAppError } from '../../lib/app-error.ts';
import { graphql } from '../../lib/graphql.ts';
import { saveFile } from '../../lib/save-file.ts';
import { showToast } from '../../lib/toasts.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Spinner } from '../../ui/spinner.tsx';

const ExportRun = graphql(`
  query ExportRun($id: ID!, $format: ExportFormat!) {
    run(id: $id) {
      id
      export(format: $format) {
        fileName
        mediaType
        content
      }
    }
  }
`);

const ExportSession = graphql(`
  query ExportSession($id: ID!, $format: ExportFormat!) {
    session(id: $id) {
      id
      export(format: $format) {
        fileName
        mediaType
        content
      }
    }
  }
`);

type Exported = { readonly runId: string } | { readonly sessionId: string };
type Format = 'MARKDOWN' | 'HTML' | 'NOTEBOOK';

const formats: readonly { readonly format: Format; readonly label: string }[] = [
  { format: 'MARKDOWN', label: 'Markdown' },
  { format: 'HTML', label: 'HTML, charts live' },
  { format: 'NOTEBOOK', label: 'Jupyter notebook' },
];

/** Saves an answer, or a whole session, as a document. */
export function ExportMenu(what: Exported) {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const save = async (format: Format): Promise<void> => {
    setIsBusy(true);
    const { document, problem } = await fetchExport(client, what, format);
    setIsBusy(false);
    if (document === undefined) showToast({ text: problem, tone: 'danger' });
    else saveFile(document.fileName, document.content, document.mediaType);
  };
  return (
    <Menu
      trigger={
        <IconButton
          label={'runId' in what ? 'Export this answer' : 'Export this session'}
          icon={isBusy ? <Spinner /> : <Download size={16} />}
          aria-busy={isBusy}
        />
      }
      items={[
        ...formats.map(({ format, label }) => ({ label, onSelect: () => void save(format) })),
        'separator',
        { label: 'Print or save as PDF', onSelect: () => print() },
      ]}
    />
  );
}

async function fetchExport(client: Client, what: Exported, format: Format) {
  const options = { requestPolicy: 'network-only' } as const;
  const { data, error } =
    'runId' in what
      ? await client.query(ExportRun, { id: what.runId, format }, options)
      : await client.query(ExportSession, { id: what.sessionId, format }, options);
  const document = data === undefined ? undefined : 'run' in data ? data.run.export : data.session.export;
  return { document, problem: toAppError(error)?.message ?? 'There is nothing to export yet.' };
}
