import { expect, test } from '@jest/globals';
import { createInvitationCode, hashInvitationCode } from './invitation-code.ts';

test('a code is four groups of five, and no two are alike', () => {
  const codes = Array.from({ length: 1_000 }, createInvitationCode);
  expect(codes.filter((code) => !/^([0-9a-hjkmnp-tv-z]{5}-){3}[0-9a-hjkmnp-tv-z]{5}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(1_000);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
});

test('a code is the same however it is typed', () => {
  const hash = hashInvitationCode('0a1b2-c3d4e-f5g6h-7j8k9');
  for (const typed of [
    '0A1B2-C3D4E-F5G6H-7J8K9',
    ' 0a1b2c3d4ef5g6h7j8k9\n',
    'oalb2 c3d4e f5g6h 7j8k9',
    'OaIb2-c3d4e-f5g6h-7j8k9',
  ]) {
    expect(hashInvitationCode(typed)).toBe(hash);
  }
  expect(hashInvitationCode('0a1b2-c3d4e-f5g6h-7j8ka')).not.toBe(hash);
});
