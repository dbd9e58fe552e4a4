import { EditableText } from './editable-text.tsx';
import { useUpdateFile } from './use-update-file.ts';

export function FileDescription({ id, description }: { readonly id: string; readonly description: string }) {
  const update = useUpdateFile(id);
  return (
    <EditableText
      label="Description"
      value={description}
      invitation="Say what this dataset is about; the agents read it."
      maxLength={10_000}
      onSave={(next) => update({ description: next })}
    />
  );
}
