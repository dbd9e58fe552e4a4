import { expect, test } from '@jest/globals';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Nodes } from 'mdast';
import { markNumbers } from './mark-numbers.ts';

const report = 'The mean is **3,700.66** g of 151, or 45\\% of `12`.';

function numberAt(text: string, verified: boolean) {
  const start = report.indexOf(text);
  return { text, start, end: start + text.length, verified, source: 'result.mean of subtask 0' };
}

function marks(node: Nodes): { value: unknown; verified: unknown }[] {
  const properties = 'data' in node ? node.data?.hProperties : undefined;
  const own = properties === undefined ? [] : [{ value: properties['value'], verified: properties['data-verified'] }];
  return 'children' in node ? [...own, ...node.children.flatMap(marks)] : own;
}

test('numbers of the text are marked where they stand; those in code or written with escapes are left alone', () => {
  const numbers = [numberAt('3,700.66', true), numberAt('151', false), numberAt('12', true)];
  const tree = unified().use(remarkParse).parse(report.replace('45\\%', '45 %'));
  markNumbers(numbers.slice(0, 2))()(tree);
  expect(marks(tree)).toEqual([
    { value: '3,700.66', verified: 'true' },
    { value: '151', verified: 'false' },
  ]);
  const escaped = unified().use(remarkParse).parse(report);
  markNumbers(numbers)()(escaped);
  expect(marks(escaped)).toEqual([{ value: '3,700.66', verified: 'true' }]);
});
