import { describe, expect, it } from '@jest/globals';
import { splitAnswer } from './split-answer.ts';

const paragraph = `${'word '.repeat(500)}3.5 g.`;
const at = paragraph.indexOf('3.5');

function number(start: number) {
  return { text: '3.5', start, end: start + 3, verified: true, source: null };
}

describe('a long answer in parts', () => {
  const text = [paragraph, paragraph, '## Heading', paragraph].join('\n\n');

  it('is the whole answer when it is put together', () => {
    const parts = splitAnswer(text, []);
    expect(parts.length).toBeGreaterThan(1);
    expect(parts.map((part) => part.text).join('')).toBe(text);
  });

  it('keeps each number at its place', () => {
    const numbers = [0, 1].map((index) => number(index * (paragraph.length + 2) + at));
    const found = splitAnswer(text, numbers).flatMap((part) =>
      part.numbers.map(({ start, end }) => part.text.slice(start, end)),
    );
    expect(found).toEqual(['3.5', '3.5']);
  });

  it('leaves the parts before the last one as they are while text is appended', () => {
    const before = splitAnswer(text.slice(0, -100), []);
    const after = splitAnswer(text, []);
    expect(after.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
  });

  it('does not cut a list or fenced code', () => {
    const list = Array.from({ length: 40 }, (_, index) => `${index + 1}. ${'item '.repeat(20)}`).join('\n\n');
    const code = `\`\`\`\n${'line\n\n'.repeat(600)}\`\`\``;
    expect(splitAnswer(list, [])).toHaveLength(1);
    expect(splitAnswer(code, [])).toHaveLength(1);
  });

  it('stays whole when it is short, or when a definition serves all of it', () => {
    expect(splitAnswer('# Short\n\nText.', [])).toHaveLength(1);
    expect(splitAnswer(`${text}\n\n[1]: https://example.com`, [])).toHaveLength(1);
  });
});
