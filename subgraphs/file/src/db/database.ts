import { connectDatabase, type Database } from '@mas/kit/database/database';
import { ActiveFileEntity } from './active-file.entity.ts';
import { FileEntity } from './file.entity.ts';
import { Files } from './migrations/001-files.ts';
import { SeveralActiveFiles } from './migrations/002-several-active-files.ts';
import { ColumnNotes } from './migrations/003-column-notes.ts';

/** Connects to file_db and brings its schema up to date. */
export function connectFileDatabase(url: string): Promise<Database> {
  return connectDatabase({
    url,
    entities: [FileEntity, ActiveFileEntity],
    migrations: [
      { name: '001-files', class: Files },
      { name: '002-several-active-files', class: SeveralActiveFiles },
      { name: '003-column-notes', class: ColumnNotes },
    ],
  });
}
