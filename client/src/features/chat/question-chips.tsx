import { CornerDownRight } from 'lucide-react';

interface QuestionChipsProps {
  readonly label: string;
  readonly questions: readonly string[];
  readonly onChoose: (question: string) => void;
}

/** Questions to be asked with one click. */
export function QuestionChips({ label, questions, onChoose }: QuestionChipsProps) {
  return (
    <ul aria-label={label} className="no-print flex flex-wrap gap-2">
      {questions.map((question) => (
        <li key={question} className="max-w-full">
          <button
            type="button"
            onClick={() => onChoose(question)}
            className="flex min-h-9 max-w-full items-center gap-2 rounded-full border border-line bg-surface px-3.5 py-1.5 text-left text-sm hover:border-accent hover:bg-raised"
          >
            <CornerDownRight aria-hidden size={14} className="shrink-0 text-muted" />
            <span className="min-w-0 break-words">{question}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
