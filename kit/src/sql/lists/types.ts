import { words } from './words.ts';

/** The types that a statement may name, in lower case; nested ones are judged by their parts. */
export const allowedTypes: ReadonlySet<string> = new Set(
  words(`
    bool boolean logical
    int1 tinyint int2 int16 short smallint int int4 int32 integer integral signed bigint int8 int64 long oid
    hugeint int128 uint8 utinyint uint16 usmallint uint32 uinteger ubigint uint64 uhugeint uint128
    dec decimal numeric double float8 float float4 real
    bpchar char nvarchar string text varchar json uuid guid
    binary blob bytea varbinary bit bitstring
    date datetime timestamp timestamp_us timestamp_ms timestamp_ns timestamp_s timestamptz
    time time_ns timetz interval
    array list struct row map union enum
  `).concat('timestamp with time zone', 'time with time zone'),
);

/** Why -> the types that no statement may name. */
export const refusedTypes: Readonly<Record<string, readonly string[]>> = {
  'is no data, but an address, a state or a type itself': words('pointer aggregate_state type null'),
  'has a form of bytes that DuckDB takes on trust': words('bignum geometry variant varint'),
};

/** What DuckDB's parser makes of a literal. */
export const literalTypes: readonly string[] = words('INTEGER BIGINT HUGEINT UHUGEINT DOUBLE VARCHAR BOOLEAN NULL');
