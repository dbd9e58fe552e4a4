import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { DatasetProfile } from '../profiling/dataset-profile.ts';

/** An uploaded dataset. Its bytes are in the blob store. */
export const FileEntity = defineEntity({
  name: 'File',
  tableName: 'files',
  properties: {
    id: p.integer().primary().autoincrement(),
    userId: p.integer(),
    name: p.string().fieldName('file_name'),
    storageUri: p.string(),
    parquetUri: p.string(),
    storageType: p.enum(['LOCAL']).nativeEnumName('storage_type'),
    description: p.text(),
    summary: p.text(),
    /** Large with many columns: read where it is asked for. */
    profile: p.json<DatasetProfile>().lazy(),
    /** What the owner says of columns, by their names. As many as there are columns: read where they are asked for. */
    columnNotes: p.json<Readonly<Record<string, string>>>().lazy().defaultRaw("'{}'"),
    sizeBytes: p.bigint('number'),
    createdAt: p.datetime(),
  },
});

type FileRow = InferEntity<typeof FileEntity>;

/** A dataset without its profile and its notes, from the database or from the cache. */
export type StoredFile = Readonly<Omit<Pick<FileRow, Exclude<keyof FileRow, symbol>>, 'profile' | 'columnNotes'>>;

/** A dataset that is to be stored. */
export type NewFile = Omit<StoredFile, 'id' | 'createdAt'> & { readonly profile: DatasetProfile };

/** What the owner of a dataset says of one of its columns. */
export interface ColumnNote {
  readonly column: string;
  readonly note: string;
}
