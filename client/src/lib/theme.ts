import { createStore } from './store.ts';

export type ThemeChoice = 'system' | 'light' | 'dark';

const key = 'theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');

function isChoice(value: string | null): value is ThemeChoice {
  return value === 'system' || value === 'light' || value === 'dark';
}

function remembered(): ThemeChoice {
  const choice = localStorage.getItem(key);
  return isChoice(choice) ? choice : 'system';
}

export const themeChoice = createStore<ThemeChoice>(remembered());
/** What is on the screen now, for what CSS does not reach: charts. */
export const isDark = createStore(false);

function apply(): void {
  const choice = themeChoice.get();
  if (choice === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = choice;
  isDark.set(choice === 'dark' || (choice === 'system' && systemIsDark.matches));
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(key, choice);
  themeChoice.set(choice);
}

themeChoice.subscribe(apply);
systemIsDark.addEventListener('change', apply);
apply();
