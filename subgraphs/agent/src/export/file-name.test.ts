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
  ['a\u202eb\u3164\u{e0041}c', 'abc.md'],
  ['\u3164', 'answer.md'],
  ['می\u200cخواهم\u200c!', 'می\u200cخواهم.md'],
  ['one 👩\u200d🚀 flies', 'one-flies.md'],
  ['👩\u200d🚀 flies', 'flies.md'],
  ['x'.repeat(300), `${'x'.repeat(80)}.md`],
])('%j is saved as %s', (title, name) => {
  expect(fileNameOf(title, 'md')).toBe(name);
});
