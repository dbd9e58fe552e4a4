import { Upload } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';

interface DropTargetProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** Nothing is there yet: the target is what there is to see. */
  readonly isProminent: boolean;
}

/** The way in for datasets that are chosen; the whole page takes those that are dropped. */
export function DropTarget({ onFiles, isProminent }: DropTargetProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <div
        className={
          isProminent ? 'grid justify-items-center gap-2 rounded-xl border-2 border-dashed border-line p-6' : ''
        }
      >
        {isProminent && (
          <p className="text-center text-sm text-balance text-muted">
            Drop a dataset anywhere on the page, or choose one. CSV, up to 1 GB.
          </p>
        )}
        <Button
          icon={<Upload size={16} />}
          onClick={() => input.current?.click()}
          className={isProminent ? '' : 'w-full'}
        >
          Add a dataset
        </Button>
        <input
          ref={input}
          type="file"
          multiple
          hidden
          accept=".csv,.tsv,.txt,text/csv"
          aria-label="Datasets"
          onChange={(event) => {
            onFiles([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
      </div>
    </>
  );
}
