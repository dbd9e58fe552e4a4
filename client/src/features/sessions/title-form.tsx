import { useRef, useState, type SubmitEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useErrorFocus } from '../../ui/use-error-focus.ts';

interface TitleFormProps {
  readonly initial?: string;
  readonly action: string;
  /** Gives the sentence that says what is wrong; nothing when it is done. */
  readonly onSubmit: (title: string) => Promise<string | undefined>;
}

const maxLength = 200;

export function TitleForm({ initial = '', action, onSubmit }: TitleFormProps) {
  const [title, setTitle] = useState(initial);
  const [error, setError] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const focusError = useErrorFocus(form);
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    if (title.trim() === '') {
      setError('Give the session a title.');
      focusError();
      return;
    }
    setIsBusy(true);
    setError(await onSubmit(title.trim()));
    setIsBusy(false);
    focusError();
  };
  return (
    <form ref={form} noValidate className="grid gap-4" onSubmit={(event) => void submit(event)}>
      <Field
        label="Title"
        value={title}
        maxLength={maxLength}
        autoFocus
        error={error}
        onChange={(event) => setTitle(event.target.value)}
        onFocus={(event) => event.target.select()}
      />
      <div className="flex justify-end">
        <Button type="submit" tone="primary" isBusy={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
