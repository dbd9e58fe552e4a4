import { EditableText } from './editable-text.tsx';
import { useUpdateFile } from './use-update-file.ts';

interface ColumnNoteProps {
  readonly fileId: string;
  readonly column: string;
  readonly note: string;
}

/** What its owner knows of a column: the agents read it. */
export function ColumnNote({ fileId, column, note }: ColumnNoteProps) {
  const update = useUpdateFile(fileId);
  return (
    <EditableText
      label={`Note on ${column}`}
      value={note}
      invitation="Add a note: meaning, unit, codes"
      maxLength={1_000}
      onSave={(next) => update({ columnNotes: [{ column, note: next }] })}
    />
  );
}
