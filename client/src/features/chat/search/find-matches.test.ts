import { expect, it } from '@jest/globals';
import { findMatches } from './find-matches.ts';

const runs = [
  { id: '1', question: 'What is the mean body mass?', report: 'It is **4,201.75** g.' },
  { id: '2', question: 'And the median?', report: 'The median Body Mass is 4,050 g.' },
  { id: '3', question: 'Plot it', report: '' },
];

it('finds questions and answers, whatever the case', () => {
  expect(findMatches(runs, 'BODY mass')).toEqual(['1', '2']);
  expect(findMatches(runs, ' 4,201 ')).toEqual(['1']);
});

it('finds nothing by an empty text', () => {
  expect(findMatches(runs, '  ')).toEqual([]);
});
