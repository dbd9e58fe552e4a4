import { expect, test } from '@jest/globals';
import { fileNameOf } from './file-name.ts';

test.each([
  ['What is the mean?', 'what-is-the-mean.md'],
  ['../../etc/passwd', 'etc-passwd.md'],
  ['a\0b\nc"; rm -rf / #', 'a-b-c-rm-rf.md'],
  ['CON', 'answer-con.md'],
  ['lpt1', 'answer-lpt1.md'],
  ['', 'answer.md'],
  ['???', 'answer.md'],
  ['平均価格は？', '平均価格は.md'],
  ['--help', 'help.md'],
  ['x'.repeat(300), `${'x'.repeat(80)}.md`],
])('%j is saved as %s', (title, name) => {
  expect(fileNameOf(title, 'md')).toBe(name);
});
