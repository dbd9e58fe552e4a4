import type { Catalog } from '../catalog.ts';
import type { Condition } from '../request.ts';
import type { ColumnMention } from './column-mention.ts';
import type { ValueMention } from './value-finder.ts';
import type { Token } from './words.ts';

/** A condition and the tokens that say it. */
export interface FoundCondition {
  readonly condition: Condition;
  readonly start: number;
  readonly end: number;
  /** More places that say it: "2022 with 2023" is one condition. */
  readonly also?: readonly { readonly start: number; readonly end: number }[];
}

export interface ConditionSource {
  readonly tokens: readonly Token[];
  readonly mentions: readonly ColumnMention[];
  readonly values: readonly ValueMention[];
  readonly catalog: Catalog;
}
