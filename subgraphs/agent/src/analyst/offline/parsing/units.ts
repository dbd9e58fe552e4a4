import type { CatalogColumn } from '../catalog.ts';
import { nameWords, stem } from './words.ts';

/** Units of one kind with their size in the smallest of them. */
const SIZES: readonly Readonly<Record<string, number>>[] = [
  { mg: 1e-3, g: 1, gram: 1, kg: 1000, kilo: 1000, kilogram: 1000, lb: 453.59237, lbs: 453.59237, pound: 453.59237 },
  {
    mm: 1,
    millimeter: 1,
    millimetre: 1,
    cm: 10,
    centimeter: 10,
    centimetre: 10,
    m: 1000,
    meter: 1000,
    metre: 1000,
    km: 1e6,
    kilometer: 1e6,
    kilometre: 1e6,
  },
  { ms: 1e-3, s: 1, sec: 1, second: 1, min: 60, minute: 60, hr: 3600, hour: 3600, h: 3600 },
];

/** A number said in one unit (`4 kg`) in the unit that the column's name gives (`body_mass_g`: 4000). */
export function inColumnUnit(value: number, said: string | undefined, column: CatalogColumn): number {
  if (said === undefined) return value;
  const words = nameWords(column.name);
  const sizes = SIZES.find((family) => sizeOf(family, said) !== undefined);
  const from = sizes && sizeOf(sizes, said);
  const own = sizes && words.slice(1).findLast((word) => sizeOf(sizes, word) !== undefined);
  const to = own === undefined ? undefined : sizeOf(sizes ?? {}, own);
  return from === undefined || to === undefined ? value : Number(((value * from) / to).toPrecision(12));
}

function sizeOf(family: Readonly<Record<string, number>>, word: string): number | undefined {
  const key = Object.hasOwn(family, word) ? word : stem(word);
  return Object.hasOwn(family, key) ? family[key] : undefined;
}
