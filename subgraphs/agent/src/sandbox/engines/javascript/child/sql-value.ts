import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTypeId,
  JsonDuckDBValueConverter,
  type DuckDBType,
  type DuckDBValue,
  type DuckDBValueConverter,
  type Json,
} from '@duckdb/node-api';

/**
 * Database values as generated code sees them: numbers wherever a number can hold them, dates as `YYYY-MM-DD`,
 * timestamps as ISO 8601, lists as arrays, structs and maps as objects. NaN and infinities become null (JSON).
 */
export const guestValue: DuckDBValueConverter<Json> = (value, type, converter) => {
  if (value === null) return null;
  switch (type.typeId) {
    case DuckDBTypeId.BIGINT:
    case DuckDBTypeId.UBIGINT:
      return exactInteger(value);
    case DuckDBTypeId.HUGEINT:
    case DuckDBTypeId.UHUGEINT:
      return Number(value);
    case DuckDBTypeId.FLOAT:
    case DuckDBTypeId.DOUBLE:
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    case DuckDBTypeId.DECIMAL:
      return value instanceof DuckDBDecimalValue ? Number(value.toString()) : null;
    case DuckDBTypeId.DATE:
      return value instanceof DuckDBDateValue ? value.toString() : null;
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return String(value).replace(' ', 'T');
    case DuckDBTypeId.TIMESTAMP_TZ:
      return value instanceof DuckDBTimestampTZValue ? utcTimestamp(value) : null;
    case DuckDBTypeId.INTERVAL:
      return String(value);
    case DuckDBTypeId.MAP:
      return mapObject(value, type, converter);
    default:
      return JsonDuckDBValueConverter(value, type, converter);
  }
};

/** Larger ones are strings: an identifier must not lose its last digits. */
function exactInteger(value: DuckDBValue): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** The sandbox's clock is UTC, and so is DuckDB's time zone in it. */
function utcTimestamp(value: DuckDBTimestampTZValue): string {
  return value
    .toString()
    .replace(' ', 'T')
    .replace(/\+00(:00)?$/, 'Z');
}

function mapObject(value: DuckDBValue, type: DuckDBType, converter: DuckDBValueConverter<Json>): Json {
  const pairs = JsonDuckDBValueConverter(value, type, converter);
  if (!Array.isArray(pairs)) return null;
  return Object.fromEntries(
    pairs.map((pair) => {
      const { key, value: item } = pair as { key: Json; value: Json };
      return [typeof key === 'string' ? key : JSON.stringify(key), item];
    }),
  );
}
