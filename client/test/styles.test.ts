import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';

/** The colours that a rule sets, by name. */
function coloursOf(css: string, selector: string): Record<string, string> {
  const body = css.slice(css.indexOf(`${selector} {`)).split('}', 1)[0] ?? '';
  const colours = [...body.matchAll(/(--[\w-]+): (#\w+);/g)];
  return Object.fromEntries(colours.map(([, name = '', colour = '']) => [name, colour]));
}

test('night is the same whether the system or the reader chose it, and has every colour of the day', async () => {
  const css = await readFile(new URL('../src/styles.css', import.meta.url), 'utf8');
  const bySystem = coloursOf(css, ":root:not([data-theme='light'])");
  expect(coloursOf(css, ":root[data-theme='dark']")).toEqual(bySystem);
  const byDay = { ...coloursOf(css, '@theme'), ...coloursOf(css.slice(css.lastIndexOf('@layer base')), ':root') };
  expect(Object.keys(bySystem).sort()).toEqual(Object.keys(byDay).sort());
  expect(Object.keys(bySystem).length).toBeGreaterThan(15);
});
