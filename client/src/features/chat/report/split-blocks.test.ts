import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitBlocks } from './split-blocks.ts';

describe('splitBlocks', () => {
  test.each([
    ['paragraphs', 'a\n\nb', ['a\n', 'b']],
    ['a list with its paragraph', 'a\n- b\n- c\n\nd', ['a\n- b\n- c\n', 'd']],
    ['a fence with blank lines in it', '```js\na\n\nb\n```\n\nc', ['```js\na\n\nb\n```\n', 'c']],
    ['a fence still open', 'a\n\n```\nb\n\nc', ['a\n', '```\nb\n\nc']],
    ['a longer fence around a shorter', '````\n```\n\n```\n````', ['````\n```\n\n```\n````']],
    ['nothing', '', ['']],
  ])('keeps %s whole', (_name, text, blocks) => {
    expect(splitBlocks(text)).toEqual(blocks);
  });

  test('the blocks joined are the text, and those before the last stay as text is appended', () => {
    const line = fc.constantFrom('a', '', '```', '~~~', '- b', '| c |');
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (before, after) => {
        const text = before.join('\n');
        const blocks = splitBlocks(text);
        expect(blocks.join('\n')).toBe(text);
        const grown = splitBlocks([...before, ...after].join('\n'));
        expect(grown.slice(0, blocks.length - 1)).toEqual(blocks.slice(0, -1));
      }),
    );
  });
});
