import { z } from 'zod';
import { instant, timestamp } from './timestamp.ts';

export const file = z.object({
  file_name: z.string().describe('The logical name, without extension.'),
  storage_uri: z.string(),
  description: z.string(),
  summary: z.string().describe('Markdown: rows and columns, then one list item a column with its pandas type.'),
  size_bytes: z.int(),
  created_at: timestamp,
});

export const fileList = z.array(file).describe('Newest first.');

export const fileChoice = z
  .object({ file_name: z.string().min(1).describe('The logical name, without extension.') })
  .meta({ examples: [{ file_name: 'penguins' }] });

export const fileNamePath = z.object({
  file_name: z.string().min(1).describe("The file's logical name, URL-encoded."),
});

/** The fields beside the file; a value longer than what an upload's field may have is refused before it gets here. */
export const datasetFields = z.object({
  file_name: z.string().min(1).describe('The name to give the dataset, without extension; unique among your files.'),
  description: z.string().describe('What it is about; the agents read it.'),
});

export const datasetForm = datasetFields.extend({
  file: z.file().describe('The dataset, a CSV. The parts of the form may come in any order.'),
});

/** The fragment FileFields. */
export const fileFields = z.object({
  name: z.string(),
  storageUri: z.string(),
  description: z.string(),
  summary: z.string(),
  sizeBytes: z.int(),
  createdAt: instant,
});

export function toFile({ name, storageUri, description, summary, sizeBytes, createdAt }: z.output<typeof fileFields>) {
  return {
    file_name: name,
    storage_uri: storageUri,
    description,
    summary,
    size_bytes: sizeBytes,
    created_at: createdAt,
  };
}
