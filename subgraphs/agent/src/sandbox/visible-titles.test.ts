import { expect, test } from '@jest/globals';
import { withVisibleTitles } from './visible-titles.ts';

test('titles of a chart, its axes and legends hold nothing that nobody sees, in whatever form they are written', () => {
  const spec = {
    title: { text: ['Sales\u202e by', 'mo\u200bnth'], subtitle: 'of\u2066 2026', color: 'red' },
    data: { values: [{ 'a\u200b': 'x\u202e', title: 'kept\u202e' }] },
    layer: [
      { mark: 'bar', encoding: { x: { field: 'a\u200b', title: 'pri\u202ece' }, y: { axis: { title: null } } } },
      { title: 'la\u3164yer', encoding: { color: { legend: { title: 'ki\u{e0041}nd' } } } },
    ],
  };
  expect(withVisibleTitles(spec)).toEqual({
    title: { text: ['Sales by', 'month'], subtitle: 'of 2026', color: 'red' },
    data: { values: [{ 'a\u200b': 'x\u202e', title: 'kept\u202e' }] },
    layer: [
      { mark: 'bar', encoding: { x: { field: 'a\u200b', title: 'price' }, y: { axis: { title: null } } } },
      { title: 'layer', encoding: { color: { legend: { title: 'kind' } } } },
    ],
  });
});
