/**
 * What people give as text, without what nobody sees: bidirectional controls, which show `exe.csv` where `vsc.exe` stands, zero-width
 * and other characters that draw nothing (Unicode's Default_Ignorable_Code_Point, https://www.unicode.org/reports/tr44/), control
 * characters, halves of surrogate pairs. Some of them join or choose what stands beside them; there they stay.
 */
const hidden = String.raw`[\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\p{Cs}\uFFF9-\uFFFB[\p{Cc}--[\t\n]]]`;

/** Scripts whose letters change their form with the letter beside them: there, joiners and non-joiners are spelling. */
const joiningScripts =
  'Adlm Arab Bali Batk Beng Brah Cakm Cham Deva Gran Gujr Guru Java Kali Khmr Knda Kthi Lana Limb Mand Mani Mlym Modi Mong Mtei Mymr Newa Nkoo Orya Phag Phlp Rjng Rohg Saur Shrd Sidd Sinh Sogd Sund Syrc Takr Taml Telu Tibt Tirh';
const scripts = joiningScripts.split(' ').map((script) => String.raw`\p{Script_Extensions=${script}}`);
const joiningLetter = String.raw`[[[\p{L}\p{M}]&&[${scripts.join('')}]]--\p{Default_Ignorable_Code_Point}]`;
/** Signs of Indic scripts that take a vowel away; a joiner behind one shows the half form, also at a word's end. */
const virama = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA\u1039\u17D2]`;
const emoji = String.raw`[\p{Extended_Pictographic}\p{Emoji_Modifier}]`;

/** https://www.unicode.org/reports/tr31/#Layout_and_Format_Control_Characters and https://www.unicode.org/reports/tr51/ */
const meaningful = [
  String.raw`(?<=${joiningLetter})[\u200C\u200D](?=${joiningLetter})`,
  String.raw`(?<=${virama})\u200D`,
  String.raw`(?<=${emoji}\uFE0F?)\u200D(?=\p{Extended_Pictographic})`,
  // How the character before is drawn: as a picture, as text; which form of an ideograph or a letter.
  String.raw`(?<=[\p{Emoji}--[0-9#*]])[\uFE0E\uFE0F]|(?<=[0-9#*])\uFE0F(?=\u20E3)`,
  String.raw`(?<=\p{Unified_Ideograph})[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  String.raw`(?<=[\p{Script=Mymr}\p{Script=Phag}])\uFE00|(?<=[\p{L}&&\p{Script=Mong}])[\u180B-\u180D\u180F]`,
  String.raw`(?<=[\p{L}&&\p{Script=Mong}])\u180E(?=[\p{L}&&\p{Script=Mong}])`,
  // The flags of England, Scotland and Wales, and other regions': https://www.unicode.org/reports/tr51/#valid-emoji-tag-sequences
  String.raw`(?<=\u{1F3F4})[\u{E0030}-\u{E0039}\u{E0061}-\u{E007A}]{3,6}\u{E007F}`,
].join('|');

/** What Latin texts are made of. Making the pattern takes some milliseconds: most processes never need it. */
const plain = /^[\n\t\x20-\x7E\xA0-\xAC\xAE-\u02FF]*$/;
let pattern: RegExp | undefined;

function withoutHidden(text: string): string {
  if (plain.test(text)) return text;
  pattern ??= new RegExp(`(${meaningful})|${hidden}`, 'gv');
  return text.replaceAll(pattern, (_match, kept: string | undefined) => kept ?? '');
}

/** A text of any number of lines; line feeds and tabs stay. */
export function visibleText(text: string): string {
  return withoutHidden(text.replaceAll(/\r\n?|[\v\f\x85\u2028\u2029]/g, '\n'));
}

/**
 * A name: one line in Unicode's normal form C, so that what looks the same is the same, without blanks at its ends (the blank of
 * Braille is one). Empty where nothing of it is to be seen. It needs no other care in a header than its form (RFC 8187).
 */
export function visibleName(text: string): string {
  return visibleText(text)
    .replaceAll(/[\n\t]+/g, ' ')
    .normalize('NFC')
    .replaceAll(/^[\s\u2800]+|[\s\u2800]+$/g, '');
}
