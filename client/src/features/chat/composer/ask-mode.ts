import { createStore } from '../../../lib/store.ts';
import type { Mode } from '../events/run-state.ts';

const key = 'ask-mode';

function remembered(): Mode {
  const mode = localStorage.getItem(key);
  return mode === 'QUICK' || mode === 'TECHNICAL' ? mode : 'AUTO';
}

/** How thorough answers are to be, as it was chosen last. */
export const askMode = createStore<Mode>(remembered());

export function chooseMode(mode: Mode): void {
  localStorage.setItem(key, mode);
  askMode.set(mode);
}
