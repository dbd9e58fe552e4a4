import { matcher, type ValueReader } from './value-reader.ts';

/** An integer in its plain form: `007` and `00501` are names of something, not numbers. */
const integerPattern = matcher(String.raw`-?(?:0|[1-9]\d{0,18})`);

export const integerReader: ValueReader = {
  name: 'integer',
  type: 'INTEGER',
  accepts: integerPattern.accepts,
  value: (text) => `CASE WHEN TRY_CAST(${text} AS BIGINT)::VARCHAR = ${text} THEN TRY_CAST(${text} AS BIGINT) END`,
};

const exponent = String.raw`(?:[eE][+-]?\d{1,3})?`;
/** Without leading zeros, and never an integer that a double cannot tell from its neighbours. */
const floatPattern = matcher(
  String.raw`[+-]?(?:(?:0|[1-9]\d{0,17})(?:\.\d*)?|[1-9]\d{18,}\.\d*|\.\d+)${exponent}|[+-]?(?:[iI]nf|INF)(?:inity|INITY)?`,
);

export const floatReader: ValueReader = {
  name: 'float',
  type: 'FLOAT',
  accepts: floatPattern.accepts,
  value: (text) => `CASE WHEN ${floatPattern.sql(text)} THEN TRY_CAST(${text} AS DOUBLE) END`,
};

const decimalCommaPattern = matcher(String.raw`[+-]?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?`);
/** `1,234` could be a thousand and more; `1,5` and `1.234,56` could not. */
const decimalCommaEvidence = matcher(String.raw`.*,(?:\d{1,2}|\d{4,})|.*\..*,\d+`);

/** `3,14` and `1.234,56`, as much of Europe writes numbers; where commas do not separate the fields. */
export const decimalCommaReader: ValueReader = {
  name: 'decimal comma',
  type: 'FLOAT',
  accepts: decimalCommaPattern.accepts,
  needsEvidence: decimalCommaEvidence.accepts,
  value: (text) =>
    `CASE WHEN ${decimalCommaPattern.sql(text)} THEN TRY_CAST(replace(replace(${text}, '.', ''), ',', '.') AS DOUBLE) END`,
};

export const booleanReader: ValueReader = {
  name: 'boolean',
  type: 'BOOLEAN',
  accepts: (text) => /^(true|false)$/i.test(text),
  value: (text) => `CASE lower(${text}) WHEN 'true' THEN true WHEN 'false' THEN false END`,
};
