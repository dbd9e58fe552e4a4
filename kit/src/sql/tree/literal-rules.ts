import { literalTypes } from '../lists/types.ts';
import { asRecord, count, emptyList, flag, oneOf, record, text, type Rule } from './rule.ts';

const details = { alias: oneOf(''), extension_info: oneOf(null) };

const plainType = record({ id: oneOf(...literalTypes), type_info: oneOf(null) });

const decimalType = record({
  id: oneOf('DECIMAL'),
  type_info: record({ type: oneOf('DECIMAL_TYPE_INFO'), ...details, width: count, scale: count }),
});

/** What the open end of a slice becomes: an empty list of integers (`list[:-:2]`). */
const openEndType = record({
  id: oneOf('LIST'),
  type_info: record({
    type: oneOf('LIST_TYPE_INFO'),
    ...details,
    child_type: record({ id: oneOf('INTEGER'), type_info: oneOf(null) }),
  }),
});

const literalType: Rule = (value, walk) => {
  const { id } = asRecord(value, walk);
  const rule = id === 'DECIMAL' ? decimalType : id === 'LIST' ? openEndType : plainType;
  rule(value, walk);
};

const hugeNumber = record({ upper: count, lower: count });
const openEnd = record({ children: emptyList });

const literal: Rule = (value, walk) => {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return;
  const rule = Object.hasOwn(asRecord(value, walk), 'children') ? openEnd : hugeNumber;
  rule(value, walk);
};

const nullValue = record({ type: literalType, is_null: flag });
const presentValue = record({ type: literalType, is_null: flag, value: literal });

/** A literal: a null has no value. */
export const constantValue: Rule = (value, walk) => {
  const rule = asRecord(value, walk)['is_null'] === true ? nullValue : presentValue;
  rule(value, walk);
};

export const constant: Rule = record({
  class: oneOf('CONSTANT'),
  type: oneOf('VALUE_CONSTANT'),
  alias: text,
  query_location: count,
  value: constantValue,
});
