import { allowedCollations } from '../lists/collations.ts';
import { allowedTypes, refusedTypes } from '../lists/types.ts';
import { asciiLowerCase } from '../statement/statement-tokenizer.ts';
import { constant } from './literal-rules.ts';
import { asRecord, count, listOf, oneOf, record, text, type Rule } from './rule.ts';

const typeName: Rule = (value, walk) => {
  const name = typeof value === 'string' ? value.slice(0, 60) : '';
  if (allowedTypes.has(asciiLowerCase(name))) return;
  const reason = Object.keys(refusedTypes).find((key) => refusedTypes[key]?.includes(asciiLowerCase(name)));
  const what = reason ? `The type ${name} is not available: it ${reason}` : `There is no type ${name}`;
  throw walk.refusal('type', `${what}. Use VARCHAR, BIGINT, DOUBLE, DECIMAL, DATE, TIMESTAMP, lists or structs`);
};

/** Another type (`INTEGER[]`, `STRUCT(a INTEGER)`) or a constant (`DECIMAL(10, 2)`, `ENUM('a', 'b')`). */
const typeParameter: Rule = (value, walk) => {
  const rule = asRecord(value, walk)['class'] === 'TYPE' ? typeExpression : constant;
  walk.deeper(() => rule(value, walk));
};

const typeExpression = record({
  class: oneOf('TYPE'),
  type: oneOf('TYPE'),
  alias: text,
  query_location: count,
  catalog: oneOf(''),
  schema: oneOf(''),
  type_name: typeName,
  children: listOf(typeParameter),
});

const plainType = record({ id: typeName, type_info: oneOf(null) });

const namedType = record({
  id: oneOf('UNBOUND'),
  type_info: record({
    type: oneOf('UNBOUND_TYPE_INFO'),
    alias: oneOf(''),
    extension_info: oneOf(null),
    expr: typeExpression,
  }),
});

/** The type of a cast: as the parser knows it itself, or by a name that DuckDB will look up. */
export const type: Rule = (value, walk) => {
  const rule = asRecord(value, walk)['id'] === 'UNBOUND' ? namedType : plainType;
  rule(value, walk);
};

/** `de`, `nocase.noaccent`: each part by the list. */
export const collation: Rule = (value, walk) => {
  const name = typeof value === 'string' ? value.slice(0, 60) : '';
  if (
    asciiLowerCase(name)
      .split('.')
      .every((part) => allowedCollations.has(part))
  )
    return;
  throw walk.refusal('collation', `There is no collation ${name}. Use NOCASE, NOACCENT or a language such as de`);
};
