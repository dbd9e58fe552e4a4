import fc from 'fast-check';

/** Puts an expression into a larger one, or into a statement. */
type Wrap = (expression: string) => string;

/** Every place of an expression that has another in it. */
const expressions: readonly Wrap[] = [
  (e) => `(${e})`,
  (e) => `abs(${e})`,
  (e) => `(${e}).abs()`,
  (e) => `-(${e})`,
  (e) => `(${e}) + 1`,
  (e) => `'a' || (${e})`,
  (e) => `NOT (${e})`,
  (e) => `(${e}) IS NULL`,
  (e) => `(${e}) IS DISTINCT FROM 1`,
  (e) => `(${e}) BETWEEN 1 AND 2`,
  (e) => `1 NOT BETWEEN (${e}) AND 2`,
  (e) => `1 BETWEEN 0 AND (${e})`,
  (e) => `(${e}) IN (1, 2)`,
  (e) => `1 NOT IN (2, (${e}))`,
  (e) => `'x' LIKE (${e}) ESCAPE '!'`,
  (e) => `'x' SIMILAR TO (${e})`,
  (e) => `CASE WHEN (${e}) THEN 1 ELSE 2 END`,
  (e) => `CASE WHEN true THEN (${e}) END`,
  (e) => `CASE 1 WHEN 2 THEN 3 ELSE (${e}) END`,
  (e) => `coalesce(NULL, ${e})`,
  (e) => `if(true, 1, ${e})`,
  (e) => `try(${e})`,
  (e) => `CAST((${e}) AS VARCHAR)`,
  (e) => `(${e})::DECIMAL(10, 2)`,
  (e) => `(${e}) COLLATE NOCASE`,
  (e) => `(${e}) AT TIME ZONE 'UTC'`,
  (e) => `extract(year FROM (${e}))`,
  (e) => `INTERVAL (${e}) DAY`,
  (e) => `[1, ${e}]`,
  (e) => `{'a': ${e}}`,
  (e) => `MAP {'a': ${e}}`,
  (e) => `MAP {(${e}): 1}`,
  (e) => `row(1, ${e})`,
  (e) => `(1, ${e})`,
  (e) => `([1, 2])[${e}]`,
  (e) => `([1, 2])[1 : ${e}]`,
  (e) => `({'a': ${e}}).a`,
  (e) => `[x FOR x IN [${e}]]`,
  (e) => `[(${e}) FOR x IN [1] IF x > 0]`,
  (e) => `[x FOR x IN [1] IF (${e})]`,
  (e) => `list_transform([1], lambda x: (${e}))`,
  (e) => `list_filter([${e}], x -> x = 1)`,
  (e) => `list_reduce([1], (a, b) -> (${e}))`,
  (e) => `('{}')::JSON -> (${e})`,
  (e) => `(SELECT ${e})`,
  (e) => `EXISTS (SELECT 1 WHERE ${e})`,
  (e) => `1 IN (SELECT ${e})`,
  (e) => `(${e}) > ALL (SELECT 1)`,
  (e) => `ARRAY(SELECT ${e})`,
  (e) => `1 = ANY ([${e}])`,
  (e) => `sum(DISTINCT ${e})`,
  (e) => `count(*) FILTER (WHERE ${e})`,
  (e) => `string_agg('x', ',' ORDER BY (${e}) DESC)`,
  (e) => `sum(1) OVER (PARTITION BY ${e})`,
  (e) => `sum(1) OVER (ORDER BY (${e}) NULLS LAST)`,
  (e) => `sum(1) OVER (ROWS BETWEEN (${e}) PRECEDING AND CURRENT ROW)`,
  (e) => `sum(1) OVER (ROWS BETWEEN CURRENT ROW AND (${e}) FOLLOWING EXCLUDE TIES)`,
  (e) => `sum(1) FILTER (WHERE ${e}) OVER ()`,
  (e) => `lag(1, ${e}) OVER ()`,
  (e) => `lag(1, 1, ${e}) OVER ()`,
  (e) => `first_value(1 ORDER BY (${e})) OVER ()`,
  (e) => `grouping(${e})`,
  (e) => `struct_pack(a := ${e})`,
  (e) => `COLUMNS(c -> (${e}))`,
  (e) => `unnest([${e}])`,
  (e) => `/* ' */ (${e}) -- "\n`,
  (e) => `(WITH w AS (SELECT ${e}) SELECT 1 FROM w)`,
];

/** Every place of a statement that has an expression in it. */
const statements: readonly Wrap[] = [
  (e) => `SELECT ${e}`,
  (e) => `SELECT DISTINCT ON (${e}) 1 FROM data`,
  (e) => `SELECT 1 FROM data WHERE ${e}`,
  (e) => `FROM data SELECT 1 GROUP BY ${e}`,
  (e) => `SELECT 1 FROM data GROUP BY GROUPING SETS ((${e}), ())`,
  (e) => `SELECT 1 FROM data GROUP BY ROLLUP (region, (${e}))`,
  (e) => `SELECT 1 FROM data GROUP BY ALL HAVING ${e}`,
  (e) => `SELECT 1 FROM data QUALIFY ${e}`,
  (e) => `SELECT 1 FROM data WINDOW w AS (ORDER BY (${e})) QUALIFY sum(1) OVER w > 0`,
  (e) => `SELECT sum(1) OVER w FROM data WINDOW w AS (PARTITION BY (${e}))`,
  (e) => `SELECT 1 ORDER BY (${e})`,
  (e) => `SELECT 1 LIMIT (${e})`,
  (e) => `SELECT 1 LIMIT 1 OFFSET (${e})`,
  (e) => `SELECT * REPLACE ((${e}) AS region) FROM data`,
  (e) => `SELECT COLUMNS(* REPLACE ((${e}) AS region)) FROM data`,
  (e) => `SELECT 1 FROM data JOIN customers ON (${e})`,
  (e) => `SELECT 1 FROM data ASOF LEFT JOIN customers ON (${e})`,
  (e) => `FROM data, LATERAL (SELECT ${e}) AS t`,
  (e) => `FROM (SELECT ${e}) AS t USING SAMPLE 10%`,
  (e) => `FROM range(${e})`,
  (e) => `FROM unnest([${e}]) WITH ORDINALITY AS u(a, b)`,
  (e) => `VALUES (1), (${e})`,
  (e) => `FROM (VALUES (1, (${e}))) AS t(a, b)`,
  (e) => `SELECT 1 UNION ALL SELECT ${e}`,
  (e) => `SELECT ${e} EXCEPT SELECT 1 INTERSECT SELECT 2`,
  (e) => `SELECT 1 UNION ALL BY NAME (SELECT ${e} ORDER BY 1)`,
  (e) => `WITH a AS (SELECT ${e}) FROM a`,
  (e) => `WITH a AS MATERIALIZED (SELECT 1), b AS (FROM a WHERE ${e}) FROM b`,
  (e) => `WITH a AS (WITH b AS (SELECT ${e}) FROM b) FROM a`,
  (e) => `WITH RECURSIVE r(n) AS (SELECT ${e} UNION ALL SELECT 1 FROM r) FROM r`,
  (e) => `WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n FROM r WHERE ${e}) FROM r`,
  (e) => `PIVOT data ON region IN ('north') USING sum(${e})`,
  (e) => `PIVOT data ON region || (${e}) IN ('north') USING count(*)`,
  (e) => `PIVOT data ON region IN ((${e})) USING count(*)`,
  (e) => `PIVOT (SELECT ${e}) ON region IN ('north') USING count(*)`,
  (e) => `FROM data PIVOT (sum(${e}) FOR region IN ('north'))`,
  (e) => `UNPIVOT (SELECT ${e}) ON COLUMNS(*) INTO NAME n VALUE v`,
  (e) => `UNPIVOT monthly ON ((${e})) INTO NAME n VALUE v`,
  (e) => `DESCRIBE SELECT ${e}`,
  (e) => `SUMMARIZE SELECT ${e}`,
  (e) => `FROM (DESCRIBE SELECT ${e})`,
  (e) => `CREATE OR REPLACE TEMP TABLE made AS SELECT ${e}`,
  (e) => `CREATE TEMP VIEW made(a) AS WITH w AS (SELECT ${e}) FROM w`,
  (e) => `  ; (((SELECT ${e}))) ;; -- the end`,
];

/** A part of a statement in two forms that stand in the same places: one harmless, one that must be refused. */
export interface Leaf {
  readonly harmless: string;
  readonly refused: string;
}

/** The leaf's two forms at the same place of a statement, at a depth of up to eight expressions. */
export function statementsWith(leaf: fc.Arbitrary<Leaf>): fc.Arbitrary<Leaf> {
  const wraps = fc.array(fc.constantFrom(...expressions), { maxLength: 8 });
  return fc.tuple(leaf, wraps, fc.constantFrom(...statements)).map(([{ harmless, refused }, inner, statement]) => {
    const wrap = (expression: string): string => statement(inner.reduce((text, outer) => outer(text), expression));
    return { harmless: wrap(harmless), refused: wrap(refused) };
  });
}

/** All places once, for tests that want each. */
export const allPlaces: readonly Wrap[] = [
  ...statements,
  ...expressions.map(
    (wrap): Wrap =>
      (e) =>
        `SELECT ${wrap(e)}`,
  ),
];

/** A name as people and attackers write it: other letters, quotes, schemas, comments and spaces before the bracket. */
export function called(name: string): fc.Arbitrary<(name: string) => string> {
  const letters = fc.array(fc.boolean(), { minLength: name.length, maxLength: name.length });
  const place = fc.constantFrom('', '', 'main.', '"main".', 'MAIN . ');
  const gap = fc.constantFrom('', ' ', '\n', '/**/', ' -- (\n', ' ', '/* /* */ */');
  return fc.tuple(letters, place, gap).map(([capitals, before, between]) => (text: string) => {
    const mixed = Array.from(text, (letter, index) => (capitals[index] ? letter.toUpperCase() : letter)).join('');
    return `${before}"${mixed.replaceAll('"', '""')}"${between}(1)`;
  });
}
