import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodeBlockReader } from './code-block.ts';

function read(answer: string, size: number = answer.length, language: 'javascript' | 'python' = 'javascript') {
  const pieces: string[] = [];
  const reader = new CodeBlockReader(language, (code) => pieces.push(code));
  for (let at = 0; at < answer.length; at += size) reader.write(answer.slice(at, at + size));
  return { code: reader.finish(), streamed: pieces.join(''), pieces, isOpen: reader.isOpen };
}

describe('code in an answer', () => {
  test.each([
    ['a fenced block', '```js\na;\nb;\n```'],
    ['prose around it', 'Sure:\n\n```javascript\na;\nb;\n```\nDone.'],
    ['no language', '```\na;\nb;\n```'],
    ['tildes', '~~~js\na;\nb;\n~~~'],
    ['a longer fence', '````js\na;\nb;\n````'],
    ['an indented fence', '  ```js\na;\nb;\n  ```'],
    ['words after the language', '```js title="x"\na;\nb;\n```'],
    ['carriage returns', '```js\r\na;\r\nb;\r\n```\r\n'],
    ['a second block', '```js\na;\nb;\n```\nor\n```js\nc;\n```'],
    ['another language before it', '```sql\nselect 1\n```\n```js\na;\nb;\n```'],
    ['only another label', '```jsonc\na;\nb;\n```'],
    ['an empty block before it', '```js\n```\n```js\na;\nb;\n```'],
    ['no fence at all', 'a;\nb;'],
    ['no end', '```js\na;\nb;'],
    ['blank lines', '```js\n\n\na;\nb;\n\n```'],
  ])('is found with %s, whatever the pieces', (_what, answer) => {
    for (const size of [1, 2, 3, 7, answer.length]) {
      const { code, streamed } = read(answer, size);
      expect(code).toBe('a;\nb;');
      expect(streamed.replaceAll('\r', '').trim()).toBe('a;\nb;');
    }
  });

  test('may contain backticks that close nothing', () => {
    const code = 'const a = `\n  ``x`` ${b}`;\nprint("```js");\n~mask;';
    for (const size of [1, 4, 100]) expect(read(`\`\`\`js\n${code}\n\`\`\``, size).code).toBe(code);
  });

  test('streams before its line ends', () => {
    expect(read('```js\nconst a = 1; const b', 1).pieces.length).toBeGreaterThan(10);
  });

  test('of another sandbox language is left out', () => {
    expect(read('```js\na;\n```\n```python\nb\n```', 5, 'python').code).toBe('b');
  });

  test('that was not closed says so', () => {
    expect(read('```js\na;').isOpen).toBe(true);
    expect(read('```js\na;\n```').isOpen).toBe(false);
  });

  test('streams exactly what is returned, but for blank space around it', () => {
    const line = fc.string({ unit: fc.constantFrom('a', ' ', '`', '~', ';', '\t', '"', 'é', '{') });
    fc.assert(
      fc.property(fc.array(line), fc.integer({ min: 1, max: 9 }), (lines, size) => {
        const answer = `x\n\`\`\`js\n${lines.join('\n')}\n\`\`\`\n`;
        const { code, streamed } = read(answer, size);
        const isClosedInside = lines.some((text) => /^\s*`{3,}\s*$/.test(text));
        if (!isClosedInside && lines.join('').trim() !== '') expect(code.trim()).toBe(lines.join('\n').trim());
        expect(streamed.trim()).toBe(code.trim());
      }),
    );
  });
});
