import type { Subtask } from '../../analyst.ts';
import { shortened, tagged } from './tagged.ts';

export function describeSubtask({ kind, title, goal, plan }: Subtask): string {
  const steps = plan?.steps.map((step, index) => `${index + 1}. ${shortened(step, 1000)}`) ?? [];
  const lines = [
    `kind: ${kind}`,
    `title: ${shortened(title, 300)}`,
    `goal: ${shortened(goal, 3000)}`,
    ...(steps.length > 0 ? ['plan:', ...steps] : []),
  ];
  return tagged('subtask', lines.join('\n'));
}
