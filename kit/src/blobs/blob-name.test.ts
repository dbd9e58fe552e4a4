import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blobName, isBlobName } from './blob-name.ts';

describe('blobName', () => {
  it('makes a name that is recognised, of any text', () => {
    const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('.', ' ', '/', 'a', 'ä', '\0', '-', '‮') }));
    fc.assert(
      fc.property(text, (name) => {
        const made = blobName({ owner: '1', name, extension: 'csv' });
        expect(isBlobName(made)).toBe(true);
        expect(Buffer.byteLength(made)).toBeLessThan(255);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['Acme Inc.', '1_Acme Inc.csv'],
    ['...', '1__.csv'],
    ['../../etc/passwd', '1_____etc_passwd.csv'],
    ['Verkäufe 2024', '1_Verkäufe 2024.csv'],
  ])('makes of %p the name %p', (name, expected) => {
    expect(blobName({ owner: '1', name, extension: 'csv' })).toBe(expected);
  });
});
