import { Pencil } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '../../ui/button.tsx';

interface EditableTextProps {
  readonly label: string;
  readonly value: string;
  /** What stands there as long as there is nothing. */
  readonly invitation: string;
  readonly maxLength: number;
  /** Gives the sentence that says why it was not saved; nothing when it is. */
  readonly onSave: (value: string) => Promise<string | undefined>;
}

/** A text that turns into a field: Ctrl or Cmd with Enter saves, Escape leaves it as it was. */
export function EditableText({ label, value, invitation, maxLength, onSave }: EditableTextProps) {
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const id = useId();
  if (draft === undefined) {
    return (
      <button
        type="button"
        onClick={() => setDraft(value)}
        className="-mx-1 flex min-h-6 max-w-full items-start gap-2 rounded-md px-1 text-left text-sm hover:bg-raised"
      >
        <span className="sr-only">Edit: {label}.</span>
        <span className={value === '' ? 'text-muted italic' : 'min-w-0 break-words whitespace-pre-wrap'}>
          {value === '' ? invitation : value}
        </span>
        <Pencil aria-hidden size={13} className="mt-1 shrink-0 text-muted" />
      </button>
    );
  }
  const save = async (): Promise<void> => {
    setIsBusy(true);
    const failure = await onSave(draft.trim());
    setIsBusy(false);
    setProblem(failure);
    if (failure === undefined) setDraft(undefined);
  };
  return (
    <div className="grid gap-2">
      <label htmlFor={id} className="text-xs font-medium">
        {label}
      </label>
      <textarea
        id={id}
        autoFocus
        rows={3}
        maxLength={maxLength}
        value={draft}
        aria-invalid={problem !== undefined || undefined}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setDraft(undefined);
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
        }}
        className="rounded-lg border border-strong-line bg-surface p-2 text-base sm:text-sm"
      />
      {problem !== undefined && <p className="text-sm text-danger">{problem}</p>}
      <div className="flex gap-2">
        <Button size="small" tone="primary" isBusy={isBusy} onClick={() => void save()}>
          Save
        </Button>
        <Button size="small" onClick={() => setDraft(undefined)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
