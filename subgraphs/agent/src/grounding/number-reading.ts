/** One way to read the digits of a number. */
export interface Reading {
  readonly value: number;
  /** Half a unit of the last place shown: what a rounded value may differ by. */
  readonly halfUnit: number;
}

export type DecimalMark = '.' | ',';

/**
 * Reads digits with their separators. With a decimal comma, `1.234` and `1,234` are ambiguous: both readings are given,
 * the likelier one first.
 */
export function readDigits(body: string, decimalMark: DecimalMark): readonly Reading[] {
  const digits = body.replace(/['’\u00a0\u2009\u202f]/g, '');
  const groupMark = decimalMark === '.' ? ',' : '.';
  const hasBoth = digits.includes('.') && digits.includes(',');
  if (hasBoth) return [reading(digits, digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ',')];
  if (isGrouped(digits, groupMark)) {
    const grouped = reading(digits, decimalMark);
    const isAmbiguous = decimalMark === ',' && digits.indexOf(groupMark) === digits.lastIndexOf(groupMark);
    return isAmbiguous ? [grouped, reading(digits, groupMark)] : [grouped];
  }
  if (isGrouped(digits, decimalMark) && digits.indexOf(decimalMark) !== digits.lastIndexOf(decimalMark)) {
    return [reading(digits, groupMark)];
  }
  const mark = digits.includes(groupMark) ? groupMark : decimalMark;
  const isAmbiguous = decimalMark === ',' && isGrouped(digits, ',');
  return isAmbiguous ? [reading(digits, ','), reading(digits, '.')] : [reading(digits, mark)];
}

function isGrouped(digits: string, mark: DecimalMark): boolean {
  return (
    digits.includes(mark) &&
    digits.split(mark).every((group, index) => (index === 0 ? /^[1-9]\d{0,2}$/ : /^\d{3}$/).test(group))
  );
}

function reading(digits: string, mark: DecimalMark): Reading {
  const [whole = '', fraction = ''] = digits.replaceAll(mark === '.' ? ',' : '.', '').split(mark);
  return { value: Number(`${whole || '0'}.${fraction || '0'}`), halfUnit: 0.5 * 10 ** -fraction.length };
}

/** Half a unit of the last digit that is not zero: what "about 1,200" may differ by. */
export function coarseHalfUnit({ value, halfUnit }: Reading): number {
  if (halfUnit !== 0.5 || value === 0) return halfUnit;
  let unit = 1;
  while (value % (unit * 10) === 0) unit *= 10;
  return unit / 2;
}
