import { Check, ChevronRight, Copy, Pencil, Play, TriangleAlert } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { classNames } from '../../../lib/class-names.ts';
import { formatDuration } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { useCopied } from '../../../ui/use-copied.ts';

const CodeEditor = lazy(() => import('./code-editor.tsx'));
const HighlightedCode = lazy(() => import('./highlighted-code.tsx'));

export interface CodeCellData {
  readonly subtask: number;
  /** 0 for the first try, 1 for the first repair. */
  readonly attempt: number;
  readonly language: string;
  readonly source: string;
  readonly output: string;
  readonly result?: unknown;
  readonly error?: { readonly name: string; readonly message: string; readonly line?: number | null } | null;
  /** Absent while it runs. */
  readonly durationMs?: number | null;
}

interface CodeCellProps {
  readonly cell: CodeCellData;
  /** Runs the code again, edited or not, and tells whether it was taken; absent where it cannot be. */
  readonly onRun?: ((source: string) => Promise<boolean>) | undefined;
}

/** Code with what it printed and gave; folded until somebody wants to see it. */
export function CodeCellView({ cell, onRun }: CodeCellProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [draft, setDraft] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const runButton = useRef<HTMLButtonElement>(null);
  const run = async (): Promise<void> => {
    if (onRun === undefined || isBusy) return;
    setIsBusy(true);
    const isTaken = await onRun(draft ?? cell.source);
    setIsBusy(false);
    if (isTaken) setDraft(undefined); // until then nobody else has the edit
  };
  return (
    <div className="min-w-0 rounded-lg border border-line bg-surface">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="flex min-h-10 w-full items-center gap-2 rounded-lg px-3 text-left text-sm hover:bg-raised"
      >
        <ChevronRight aria-hidden size={15} className={classNames('transition-transform', isOpen && 'rotate-90')} />
        <CellTitle cell={cell} />
      </button>
      {isOpen && (
        <div className="grid min-w-0 gap-3 border-t border-line p-3">
          <Suspense fallback={<Source source={cell.source} />}>
            {draft === undefined ? (
              <Source source={cell.source}>
                <HighlightedCode language={cell.language} source={cell.source} />
              </Source>
            ) : (
              <CodeEditor
                language={cell.language}
                source={draft}
                onChange={setDraft}
                onSubmit={() => void run()}
                onLeave={() => runButton.current?.focus()}
              />
            )}
          </Suspense>
          <Actions
            cell={cell}
            draft={draft}
            isBusy={isBusy}
            runButton={runButton}
            onEdit={setDraft}
            onRun={onRun === undefined ? undefined : () => void run()}
          />
          <Output cell={cell} />
        </div>
      )}
    </div>
  );
}

function CellTitle({ cell: { language, attempt, error, durationMs } }: { readonly cell: CodeCellData }) {
  const name = language === 'python' ? 'Python' : 'JavaScript';
  return (
    <>
      <span className="font-medium">{attempt === 0 ? `${name} code` : `${name} code, repair ${attempt}`}</span>
      {error != null && (
        <span className="inline-flex items-center gap-1 text-danger">
          <TriangleAlert aria-hidden size={14} /> failed
        </span>
      )}
      {durationMs != null && <span className="ml-auto text-muted">{formatDuration(durationMs)}</span>}
    </>
  );
}

function Source({ source, children }: { readonly source: string; readonly children?: ReactNode }) {
  return (
    <pre
      tabIndex={0}
      aria-label="Code"
      className="code max-h-96 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs leading-relaxed"
    >
      {children ?? source}
    </pre>
  );
}

interface ActionsProps {
  readonly cell: CodeCellData;
  readonly draft: string | undefined;
  readonly isBusy: boolean;
  readonly runButton: RefObject<HTMLButtonElement | null>;
  readonly onEdit: (draft: string | undefined) => void;
  readonly onRun: (() => void) | undefined;
}

function Actions({ cell, draft, isBusy, runButton, onEdit, onRun }: ActionsProps) {
  const [isCopied, copy] = useCopied();
  const editButton = useRef<HTMLButtonElement>(null);
  const isEditing = draft !== undefined;
  useEffect(() => {
    if (!isEditing) return undefined;
    const edit = editButton;
    return () => edit.current?.focus({ preventScroll: true }); // the editor had the focus, and is gone
  }, [isEditing]);
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        size="small"
        icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
        onClick={() => copy(draft ?? cell.source)}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </Button>
      {onRun !== undefined && draft === undefined && (
        <Button ref={editButton} size="small" icon={<Pencil size={14} />} onClick={() => onEdit(cell.source)}>
          Edit
        </Button>
      )}
      {onRun !== undefined && (
        <Button ref={runButton} size="small" icon={<Play size={14} />} isBusy={isBusy} onClick={onRun}>
          {draft === undefined ? 'Run again' : 'Run edited code'}
        </Button>
      )}
      {draft !== undefined && (
        <Button size="small" tone="quiet" onClick={() => onEdit(undefined)}>
          Discard changes
        </Button>
      )}
    </div>
  );
}

function Output({ cell: { output, result, error } }: { readonly cell: CodeCellData }) {
  return (
    <>
      {error != null && (
        <p className="rounded-lg bg-danger-soft p-3 font-mono text-xs break-words whitespace-pre-wrap">
          {error.name}: {error.message}
          {error.line != null && ` (line ${error.line})`}
        </p>
      )}
      {output !== '' && <Block label="Printed">{output}</Block>}
      {result != null && <Block label="Result">{JSON.stringify(result, null, 2)}</Block>}
    </>
  );
}

function Block({ label, children }: { readonly label: string; readonly children: string }) {
  return (
    <div className="grid min-w-0 gap-1">
      <p className="text-xs font-medium text-muted">{label}</p>
      <pre
        tabIndex={0}
        aria-label={label}
        className="max-h-60 overflow-auto rounded-lg bg-raised p-3 font-mono text-xs leading-relaxed"
      >
        {children}
      </pre>
    </div>
  );
}
