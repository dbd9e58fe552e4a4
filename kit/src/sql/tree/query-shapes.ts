import { expression, expressions, order, statement } from './expression-shapes.ts';
import { asRecord, count, flag, listOf, oneOf, optional, record, text, textAt, type Rule } from './rule.ts';
import { checkOwnName } from '../known-tables.ts';
import { sample } from './table-shapes.ts';

const query: Rule = (value, walk) => walk.queryNode(value);
const table: Rule = (value, walk) => walk.tableReference(value);

const limit = { limit: optional(expression), offset: optional(expression) };
const modifierShapes: Readonly<Record<string, Rule>> = {
  DISTINCT_MODIFIER: record({ type: text, distinct_on_targets: expressions }),
  LIMIT_MODIFIER: record({ type: text, ...limit }),
  LIMIT_PERCENT_MODIFIER: record({ type: text, ...limit }),
  ORDER_MODIFIER: record({ type: text, orders: listOf(order) }),
};

const modifier: Rule = (value, walk) => {
  const name = typeof value === 'object' && value !== null && 'type' in value ? String(value.type) : '';
  const shape = Object.hasOwn(modifierShapes, name) ? modifierShapes[name] : undefined;
  if (!shape) throw walk.unknownPart(`modifier ${name}`);
  shape(value, walk);
};

const namedQuery = record({
  key: text,
  value: record({
    aliases: listOf(text),
    query: statement,
    materialized: oneOf('CTE_MATERIALIZE_DEFAULT', 'CTE_MATERIALIZE_ALWAYS', 'CTE_MATERIALIZE_NEVER'),
    key_targets: expressions,
  }),
});

/** Each query of a WITH sees those before it; what comes after the WITH sees all. */
const namedQueries: Rule = listOf((value, walk) => {
  namedQuery(value, walk);
  const name = textAt(value as Record<string, unknown>, 'key', walk);
  checkOwnName(name);
  walk.bringIntoScope(name);
});

/** The named queries come first: the rest is judged with their names in scope. */
const common = { type: text, cte_map: record({ map: namedQueries }), modifiers: listOf(modifier) };

/** A recursive query knows its own name in its right part alone: in the left one the name means a table. */
const rightPart: Rule = (value, walk) => {
  const node = asRecord(value, walk);
  walk.scoped(() => {
    walk.bringIntoScope(textAt(node, 'cte_name', walk));
    walk.queryNode(node['right']);
  });
};

const recursiveFields = record({
  ...common,
  cte_name: text,
  union_all: flag,
  left: query,
  right: (value, walk) => void asRecord(value, walk),
  aliases: listOf(text),
  key_targets: expressions,
});

/** Every kind of query. */
export const queryShapes: Readonly<Record<string, Rule>> = {
  SELECT_NODE: record({
    ...common,
    select_list: expressions,
    from_table: table,
    where_clause: optional(expression),
    group_expressions: expressions,
    group_sets: listOf(listOf(count)),
    aggregate_handling: oneOf('STANDARD_HANDLING', 'FORCE_AGGREGATES'),
    having: optional(expression),
    sample: optional(sample),
    qualify: optional(expression),
  }),
  SET_OPERATION_NODE: record({
    ...common,
    setop_type: oneOf('UNION', 'UNION_BY_NAME', 'EXCEPT', 'INTERSECT'),
    left: optional(query),
    right: optional(query),
    setop_all: flag,
    children: listOf(query),
  }),
  RECURSIVE_CTE_NODE: (value, walk) => {
    recursiveFields(value, walk);
    rightPart(value, walk);
  },
};
