import { expect, test } from '@jest/globals';
import { escapeHTML } from 'vega-tooltip';
import { formatTooltip } from './format-tooltip.ts';

const show = (value: unknown) => formatTooltip(value, escapeHTML, 2, '');

test('a tooltip loads no picture, and shows its address as text', () => {
  const html = show({ title: 'Ann', image: 'https://elsewhere.example/?<b>', n: 1 });
  expect(html).not.toMatch(/<img|<b>/);
  expect(html).toContain('https://elsewhere.example/?&lt;b>');
  expect(html).toContain('<h2>Ann</h2>');
});

test('all else is shown as ever', () => {
  expect(show('x < y')).toBe('x &lt; y');
  expect(show({ a: 1 })).toContain('<td class="key">a</td><td class="value">1</td>');
});
