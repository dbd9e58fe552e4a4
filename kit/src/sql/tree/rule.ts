import type { TreeWalk } from './tree-walk.ts';

/** Says whether one value of DuckDB's tree may stand where it stands; refuses through the walk. */
export type Rule = (value: unknown, walk: TreeWalk) => void;

export type TreeRecord = Readonly<Record<string, unknown>>;

/**
 * An object with exactly these keys, each by its rule, in this order. `check` sees the object first. One key more is a
 * refusal: it would be a part of the statement that nobody has judged. So is one less, because no rule takes what is not there.
 */
export function record(
  fields: Readonly<Record<string, Rule>>,
  check?: (node: TreeRecord, walk: TreeWalk) => void,
): Rule {
  const rules = Object.entries(fields);
  return (value, walk) => {
    const node = asRecord(value, walk);
    for (const key of Object.keys(node)) if (!Object.hasOwn(fields, key)) throw walk.unknownPart(`key ${key}`);
    check?.(node, walk);
    for (const [key, rule] of rules) {
      walk.key = key;
      rule(node[key], walk);
    }
  };
}

export function listOf(rule: Rule): Rule {
  return (value, walk) => {
    if (!Array.isArray(value)) throw walk.unknownPart('no list');
    for (const item of value) rule(item, walk);
  };
}

export function optional(rule: Rule): Rule {
  return (value, walk) => {
    if (value !== null) rule(value, walk);
  };
}

export function oneOf(...allowed: readonly (string | boolean | null)[]): Rule {
  return (value, walk) => {
    if (!allowed.some((item) => item === value)) throw walk.unknownPart(describe(value));
  };
}

export const text: Rule = (value, walk) => {
  if (typeof value !== 'string') throw walk.unknownPart('no text');
};

export const count: Rule = (value, walk) => {
  if (typeof value !== 'number') throw walk.unknownPart('no number');
};

export const flag: Rule = oneOf(true, false);

export const emptyList: Rule = (value, walk) => {
  if (!Array.isArray(value) || value.length > 0) throw walk.unknownPart('no empty list');
};

export function asRecord(value: unknown, walk: TreeWalk): TreeRecord {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw walk.unknownPart('no object');
  return value as TreeRecord;
}

export function textAt(node: TreeRecord, key: string, walk: TreeWalk): string {
  const value = node[key];
  if (typeof value !== 'string') throw walk.unknownPart(`no text ${key}`);
  return value;
}

function describe(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 60) : typeof value;
}
