import { createHash, randomBytes } from 'node:crypto';

/** Letters and digits that nobody takes for one another (https://www.crockford.com/base32.html). */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const characters = 20;
const group = 5;

/** 100 random bits, in groups that can be read to somebody: nobody guesses one, so a fast hash keeps it well. */
export function createInvitationCode(): string {
  const code = Array.from(randomBytes(characters), (byte) => alphabet.charAt(byte % alphabet.length)).join('');
  return Array.from({ length: characters / group }, (_, index) => code.slice(index * group, (index + 1) * group)).join(
    '-',
  );
}

/** What is stored of a code, in hexadecimal digits; the same however it was typed: hyphens, blanks, capitals, O for 0. */
export function hashInvitationCode(code: string): string {
  const plain = code
    .toLowerCase()
    .replaceAll(/[^0-9a-z]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1');
  return createHash('sha256').update(plain).digest('hex');
}
