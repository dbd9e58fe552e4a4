import { asciiLowerCase } from '../statement/statement-tokenizer.ts';
import { expression, expressions, functionFields, statement } from './expression-shapes.ts';
import { checkTableFunction } from './function-rules.ts';
import {
  count,
  emptyList,
  flag,
  listOf,
  oneOf,
  optional,
  record,
  text,
  textAt,
  type Rule,
  type TreeRecord,
} from './rule.ts';
import type { TreeWalk } from './tree-walk.ts';
import { constantValue } from './literal-rules.ts';

const table: Rule = (value, walk) => walk.tableReference(value);
const query: Rule = (value, walk) => walk.queryNode(value);
const tableFunction: Rule = record(functionFields, checkTableFunction);

export const sample: Rule = record({
  sample_size: constantValue,
  is_percentage: flag,
  method: oneOf('System', 'Bernoulli', 'Reservoir'),
  seed: count,
});

const common = { type: text, alias: text, sample: optional(sample), query_location: count };

const pivot: Rule = record({
  pivot_expressions: expressions,
  unpivot_names: listOf(text),
  entries: listOf(record({ values: emptyList, star_expr: optional(expression), alias: text })),
  // Nobody can make a type, and DuckDB's own for a PIVOT without values is not needed: its values are looked up before.
  pivot_enum: oneOf(''),
});

/** Every kind of thing that may stand behind FROM. */
export const tableShapes: Readonly<Record<string, Rule>> = {
  BASE_TABLE: record(
    {
      ...common,
      schema_name: text,
      table_name: text,
      column_name_alias: listOf(text),
      catalog_name: text,
      at_clause: oneOf(null),
    },
    checkTable,
  ),
  EMPTY: record(common),
  EXPRESSION_LIST: record({
    ...common,
    expected_names: emptyList,
    expected_types: emptyList,
    values: listOf(expressions),
  }),
  JOIN: record({
    ...common,
    left: table,
    right: table,
    condition: optional(expression),
    join_type: oneOf('INNER', 'LEFT', 'RIGHT', 'FULL', 'SEMI', 'ANTI'),
    ref_type: oneOf('REGULAR', 'NATURAL', 'CROSS', 'POSITIONAL', 'ASOF'),
    using_columns: listOf(text),
    delim_flipped: flag,
    duplicate_eliminated_columns: emptyList,
    is_implicit: flag,
  }),
  PIVOT: record({
    ...common,
    source: table,
    aggregates: expressions,
    unpivot_names: listOf(text),
    pivots: listOf(pivot),
    groups: listOf(text),
    column_name_alias: listOf(text),
    include_nulls: flag,
  }),
  SHOW_REF: record(
    {
      ...common,
      table_name: oneOf(''),
      query,
      show_type: oneOf('DESCRIBE', 'SUMMARY'),
      catalog_name: oneOf(''),
      schema_name: oneOf(''),
    },
    checkShow,
  ),
  SUBQUERY: record({ ...common, subquery: statement, column_name_alias: listOf(text) }),
  TABLE_FUNCTION: record({
    ...common,
    function: tableFunction,
    column_name_alias: listOf(text),
    with_ordinality: oneOf('WITH_ORDINALITY', 'WITHOUT_ORDINALITY'),
  }),
};

/** Where our tables are: without a schema, in the database's own, or among the temporary ones. */
const ownPlaces: ReadonlySet<string> = new Set(['.', '.main', 'memory.main', '.temp', 'temp.main']);

/** A table that the statement names itself, or one that exists. DuckDB would take every other name for a file. */
function checkTable(node: TreeRecord, walk: TreeWalk): void {
  const name = textAt(node, 'table_name', walk);
  const schema = textAt(node, 'schema_name', walk);
  const catalog = textAt(node, 'catalog_name', walk);
  if (schema === '' && catalog === '' && walk.isInScope(name)) return;
  if (ownPlaces.has(asciiLowerCase(`${catalog}.${schema}`)) && walk.tables.has(name)) return;
  const full = [catalog, schema, name].filter(Boolean).join('.').slice(0, 100);
  const tables = walk.tables.names().map((known) => (/^\w+$/.test(known) ? known : `"${known}"`));
  const what = /[./\\:*?]/.test(name) ? `Files are not read: there is no table ${full}` : `There is no table ${full}`;
  throw walk.refusal('table', `${what}. The tables are: ${tables.join(', ').slice(0, 1000)}`);
}

function checkShow(node: TreeRecord, walk: TreeWalk): void {
  if (node['query'] !== null) return;
  const tables = walk.tables.names().join(', ').slice(0, 1000);
  throw walk.refusal('statement', `Lists of tables are not available. The tables are: ${tables}. Use DESCRIBE name`);
}
