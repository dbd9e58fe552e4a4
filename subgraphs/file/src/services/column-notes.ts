import { AppError } from '@mas/kit/errors';
import { visibleText } from '@mas/kit/visible-text';
import type { ColumnNote } from '../db/file.entity.ts';
import type { DatasetProfile } from '../profiling/dataset-profile.ts';

const maxNoteCharacters = 1_000;

/**
 * Notes by the names of their columns; null for those that are to be taken away. The last one of a column counts.
 * @throws AppError BAD_USER_INPUT for a column that the dataset does not have, and a note that is too long or no text.
 */
export function parseColumnNotes(
  notes: readonly ColumnNote[],
  { columns }: DatasetProfile,
): Readonly<Record<string, string | null>> {
  const names = new Set(columns.map(({ name }) => name));
  return Object.fromEntries(
    notes.map(({ column, note }) => {
      if (!names.has(column)) throw badNote('The dataset has no such column: name it exactly as the profile does.');
      const text = parseNote(note);
      return [column, text === '' ? null : text];
    }),
  );
}

function parseNote(note: string): string {
  if (note.includes('\0') || !note.isWellFormed()) {
    throw badNote('A note must not hold NUL characters or lone surrogates.');
  }
  const text = visibleText(note).trim();
  if (Array.from(text).length > maxNoteCharacters) {
    throw badNote(`A note may have at most ${maxNoteCharacters} characters.`);
  }
  return text;
}

function badNote(message: string): AppError {
  return new AppError('BAD_USER_INPUT', message, { field: 'columnNotes' });
}
