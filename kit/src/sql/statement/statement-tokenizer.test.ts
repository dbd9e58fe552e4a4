import { describe, expect, test } from '@jest/globals';
import { tokenize } from './statement-tokenizer.ts';

const texts = (statement: string): string[] => tokenize(statement).map(({ start, end }) => statement.slice(start, end));

describe('tokenize', () => {
  test.each<[string, string[]]>([
    [`SELECT a, "b c" FROM t;`, ['SELECT', 'a', ',', '"b c"', 'FROM', 't', ';']],
    [`'it''s' "say ""so"""`, [`'it''s'`, '"say ""so"""']],
    [String.raw`'a\' 1`, [String.raw`'a\'`, '1']],
    [String.raw`E'a\'b' e'\\' E 'a\'`, ['E', String.raw`'a\'b'`, 'e', String.raw`'\\'`, 'E', String.raw`'a\'`]],
    ['$$a;b$$ $t$ $$ $t$ a$$ $1 ?2 $name', ['$$a;b$$', '$t$ $$ $t$', 'a$$', '$1', '?2', '$name']],
    ['a--b;\nc --d\re', ['a', 'c', 'e']],
    ['a /* ; /* \' */ " */ b */c', ['a', 'b', '*', '/', 'c']],
    ['1_000 1.5e-3 .5 1..2', ['1_000', '1.5e-3', '.5', '1.', '.2']],
    ['a\u00a0b\u2003c\u3000\ufeffd\u2060e', ['a', 'b', 'c', 'd', 'e']],
    ['größe_1 漢字 x\u200cy', ['größe_1', '漢字', 'x\u200cy']],
    ['a->>b||c', ['a', '-', '>', '>', 'b', '|', '|', 'c']],
    ['', []],
  ])('%j is %j', (statement, expected) => {
    expect(texts(statement)).toEqual(expected);
  });

  test('folds ASCII letters of words alone, as DuckDB does', () => {
    expect(tokenize('SELECT ÄÖ "Ab" \u212a').map(({ value }) => value)).toEqual(['select', 'ÄÖ', 'Ab', '\u212a']);
  });

  test.each([[`SELECT 'a`], ['SELECT "a'], ['SELECT $$a$'], ['SELECT /* /* */'], [String.raw`SELECT E'a\'`]])(
    'refuses %j, which has no end',
    (statement) => {
      expect(() => tokenize(statement)).toThrow(/unterminated[^]*LINE 1: SELECT/);
    },
  );

  test('refuses comments in comments in comments, which DuckDB reads slowly', () => {
    expect(() => tokenize('/*'.repeat(17) + '*/'.repeat(17))).toThrow('nested too deeply');
  });
});
