import { expect, test } from '@jest/globals';
import { TextSeam } from './text-seam.ts';

function join(answers: readonly string[], size = 3) {
  const pieces: string[] = [];
  const seam = new TextSeam((piece) => pieces.push(piece));
  for (const answer of answers) {
    for (let at = 0; at < answer.length; at += size) seam.write(answer.slice(at, at + size));
    seam.close();
  }
  expect(pieces.join('')).toBe(seam.text);
  return seam.text;
}

test('a continuation is joined as it is', () => {
  expect(join(['The mean is 9.', '25 minutes.'])).toBe('The mean is 9.25 minutes.');
});

test('words that the continuation repeats are left out', () => {
  expect(join(['The mean delay of ATL is 9.', 'delay of ATL is 9.25 minutes.'])).toBe(
    'The mean delay of ATL is 9.25 minutes.',
  );
});

test('a short agreement is no repetition', () => {
  expect(join(['| --- ', '--- |'])).toBe('| --- --- |');
});

test('a fence that is opened again is left out, one that is not open is kept', () => {
  expect(join(['```js\nlet a = 1;\n', '```js\nlet b = 2;\n```'])).toBe('```js\nlet a = 1;\nlet b = 2;\n```');
  expect(join(['Here:\n', '```js\nlet b = 2;\n```'])).toBe('Here:\n```js\nlet b = 2;\n```');
});

test('a long continuation streams on', () => {
  const pieces: string[] = [];
  const seam = new TextSeam((piece) => pieces.push(piece));
  seam.write('Beginning. ');
  seam.close();
  for (let count = 0; count < 300; count++) seam.write('word ');
  expect(pieces.length).toBeGreaterThan(200);
});

test('empty answers change nothing', () => {
  expect(join(['', 'a', '', 'b'])).toBe('ab');
});
