import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';

interface OtherNameProps {
  readonly file: File;
  readonly onChoose: (renamed: File) => void;
}

/** The same bytes under a name that is still free: the server takes it from the file's. */
export function OtherName({ file, onChoose }: OtherNameProps) {
  const dot = file.name.lastIndexOf('.');
  const [stem, extension] = dot < 1 ? [file.name, ''] : [file.name.slice(0, dot), file.name.slice(dot)];
  const [name, setName] = useState(`${stem}-2`);
  const isUsable = name.trim() !== '' && name.trim() !== stem;
  return (
    <form
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isUsable) onChoose(new File([file], `${name.trim()}${extension}`, { type: file.type }));
      }}
    >
      <Field label="Another name" value={name} onChange={(event) => setName(event.target.value)} />
      <div>
        <Button type="submit" size="small" tone="primary" disabled={!isUsable}>
          Upload under this name
        </Button>
      </div>
    </form>
  );
}
