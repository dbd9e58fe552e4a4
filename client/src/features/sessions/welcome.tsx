import { Sparkles } from 'lucide-react';
import { TitleForm } from './title-form.tsx';
import { useCreateSession } from './use-create-session.ts';

/** What a new person meets: the first session, and what comes after it. */
export function Welcome() {
  const create = useCreateSession();
  return (
    <div className="grid h-full place-items-center overflow-auto p-4">
      <section className="grid w-full max-w-md gap-5 rounded-xl border border-line bg-surface p-6">
        <div className="grid gap-2">
          <Sparkles aria-hidden size={28} className="text-accent" />
          <h2 className="text-xl font-semibold">Start your first session</h2>
          <ol className="grid list-decimal gap-1 pl-5 text-sm text-muted">
            <li>Name a piece of work; its files, questions and answers stay together.</li>
            <li>Drop a dataset into it.</li>
            <li>Ask in plain words, and watch how the answer is found.</li>
          </ol>
        </div>
        <TitleForm action="Create session" onSubmit={create} />
      </section>
    </div>
  );
}
