import { describe, expect, it } from '@jest/globals';
import { codeBlock, markdownTable } from './answer-markdown.ts';

describe('codeBlock', () => {
  it('fences code in its language', () => {
    expect(codeBlock('python', 'print(1)\n\n')).toBe('\n\n```python\nprint(1)\n```\n\n');
  });

  it('takes a longer fence for code that holds one', () => {
    expect(codeBlock('js', 'const a = "````";')).toBe('\n\n`````js\nconst a = "````";\n`````\n\n');
  });
});

describe('markdownTable', () => {
  it('keeps every value in its cell', () => {
    const table = {
      columns: ['a|b', 'c'],
      rows: [
        ['x|y', 'two\nlines'],
        [null, { d: 1 }],
      ],
      totalRows: 2,
    };
    expect(markdownTable('Title', table)).toBe(
      '\n\n**Title**\n\n| a\\|b | c |\n| --- | --- |\n| x\\|y | two lines |\n|  | {"d":1} |\n\n',
    );
  });

  it('shows 20 rows and says how many more there are', () => {
    const rows = Array.from({ length: 25 }, (_, index) => [index]);
    const text = markdownTable('T', { columns: ['n'], rows, totalRows: 1_000 });
    expect(text).toContain('| 19 |\n');
    expect(text).not.toContain('| 20 |');
    expect(text).toContain('\n980 more rows.\n');
  });
});
