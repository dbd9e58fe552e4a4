import { constant } from './literal-rules.ts';
import { collation, type } from './type-rules.ts';
import { checkFunction } from './function-rules.ts';
import { count, flag, listOf, oneOf, optional, record, text, type Rule } from './rule.ts';

export const expression: Rule = (value, walk) => walk.expression(value);
export const expressions: Rule = listOf(expression);
const query: Rule = (value, walk) => walk.queryNode(value);

export const statement: Rule = record({ node: query, named_param_map: listOf(record({ key: text, value: count })) });

/** One expression of ORDER BY. */
export const order: Rule = record({
  type: oneOf('ORDER_DEFAULT', 'ASCENDING', 'DESCENDING'),
  null_order: oneOf('ORDER_DEFAULT', 'NULLS FIRST', 'NULLS LAST'),
  expression,
});

const comparisons = [
  ...['COMPARE_EQUAL', 'COMPARE_NOTEQUAL', 'COMPARE_LESSTHAN', 'COMPARE_GREATERTHAN', 'COMPARE_LESSTHANOREQUALTO'],
  ...['COMPARE_GREATERTHANOREQUALTO', 'COMPARE_DISTINCT_FROM', 'COMPARE_NOT_DISTINCT_FROM'],
];
const operators = [
  ...['COMPARE_IN', 'COMPARE_NOT_IN', 'OPERATOR_NOT', 'OPERATOR_IS_NULL', 'OPERATOR_IS_NOT_NULL', 'OPERATOR_COALESCE'],
  ...['OPERATOR_TRY', 'OPERATOR_UNPACK', 'ARRAY_EXTRACT', 'ARRAY_SLICE', 'STRUCT_EXTRACT', 'GROUPING_FUNCTION'],
];
const windows = [
  ...[
    'WINDOW_AGGREGATE',
    'WINDOW_RANK',
    'WINDOW_RANK_DENSE',
    'WINDOW_NTILE',
    'WINDOW_PERCENT_RANK',
    'WINDOW_CUME_DIST',
  ],
  ...['WINDOW_ROW_NUMBER', 'WINDOW_FIRST_VALUE', 'WINDOW_LAST_VALUE', 'WINDOW_LEAD', 'WINDOW_LAG', 'WINDOW_NTH_VALUE'],
  'WINDOW_FILL',
];
const boundary = oneOf(
  ...['UNBOUNDED_PRECEDING', 'UNBOUNDED_FOLLOWING', 'CURRENT_ROW_RANGE', 'CURRENT_ROW_ROWS', 'CURRENT_ROW_GROUPS'],
  ...['EXPR_PRECEDING_ROWS', 'EXPR_FOLLOWING_ROWS', 'EXPR_PRECEDING_RANGE', 'EXPR_FOLLOWING_RANGE'],
  ...['EXPR_PRECEDING_GROUPS', 'EXPR_FOLLOWING_GROUPS'],
);

function common(name: string, types: readonly string[] = [name]): Record<string, Rule> {
  return { class: oneOf(name), type: oneOf(...types), alias: text, query_location: count };
}

/** Shared with table functions, which have a list of their own. */
export const functionFields: Readonly<Record<string, Rule>> = {
  ...common('FUNCTION'),
  function_name: text,
  schema: text,
  children: expressions,
  filter: optional(expression),
  order_bys: record({ type: oneOf('ORDER_MODIFIER'), orders: listOf(order) }),
  distinct: flag,
  is_operator: flag,
  // An aggregate's state is memory in DuckDB's own form: whoever has one could forge one.
  export_state: oneOf(false),
  catalog: text,
};

const columnName = record({ catalog: text, schema: text, table: text, column: text });

/** Every class of expression that a query may have, with its types and keys. */
export const expressionShapes: Readonly<Record<string, Rule>> = {
  BETWEEN: record({
    ...common('BETWEEN', ['COMPARE_BETWEEN', 'COMPARE_NOT_BETWEEN']),
    input: expression,
    lower: expression,
    upper: expression,
  }),
  CASE: record({
    ...common('CASE', ['CASE_EXPR']),
    case_checks: listOf(record({ when_expr: expression, then_expr: expression })),
    else_expr: expression,
  }),
  CAST: record({ ...common('CAST', ['OPERATOR_CAST']), child: expression, cast_type: type, try_cast: flag }),
  COLLATE: record({ ...common('COLLATE'), child: expression, collation }),
  COLUMN_REF: record({ ...common('COLUMN_REF'), column_names: listOf(text) }),
  COMPARISON: record({ ...common('COMPARISON', comparisons), left: expression, right: expression }),
  CONJUNCTION: record({ ...common('CONJUNCTION', ['CONJUNCTION_AND', 'CONJUNCTION_OR']), children: expressions }),
  CONSTANT: constant,
  FUNCTION: record(functionFields, checkFunction),
  LAMBDA: record({
    ...common('LAMBDA'),
    lhs: expression,
    expr: expression,
    syntax_type: oneOf('SINGLE_ARROW', 'LAMBDA_KEYWORD'),
  }),
  OPERATOR: record({ ...common('OPERATOR', operators), children: expressions }),
  PARAMETER: record({ ...common('PARAMETER', ['VALUE_PARAMETER']), identifier: text }),
  POSITIONAL_REFERENCE: record({ ...common('POSITIONAL_REFERENCE'), index: count }),
  STAR: record({
    ...common('STAR'),
    relation_name: text,
    exclude_list: listOf(text),
    replace_list: listOf(record({ key: text, value: expression })),
    columns: flag,
    expr: optional(expression),
    qualified_exclude_list: listOf(columnName),
    rename_list: listOf(record({ key: columnName, value: text })),
  }),
  SUBQUERY: record({
    ...common('SUBQUERY'),
    subquery_type: oneOf('ANY', 'EXISTS', 'NOT_EXISTS', 'SCALAR'),
    subquery: statement,
    child: optional(expression),
    comparison_type: oneOf('INVALID', ...comparisons),
  }),
  WINDOW: record(
    {
      ...common('WINDOW', windows),
      function_name: text,
      schema: text,
      catalog: text,
      children: expressions,
      partitions: expressions,
      orders: listOf(order),
      start: boundary,
      end: boundary,
      start_expr: optional(expression),
      end_expr: optional(expression),
      offset_expr: optional(expression),
      default_expr: optional(expression),
      ignore_nulls: flag,
      filter_expr: optional(expression),
      exclude_clause: oneOf('NO_OTHER', 'CURRENT_ROW', 'GROUP', 'TIES'),
      distinct: flag,
      arg_orders: listOf(order),
    },
    checkFunction,
  ),
};
