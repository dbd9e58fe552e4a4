import { z } from 'zod';
import { readOperation } from '../operation.ts';
import { defineRoute, type Route } from '../route.ts';
import { detailSchema } from '../schemas/detail.ts';
import * as schemas from '../schemas/files.ts';
import { pageOf, readPages } from '../schemas/page.ts';
import { receiveDataset } from '../uploads/receive-dataset.ts';
import { noActiveFile, noActiveSession } from './missing.ts';

const tag = 'Files';
const argumentPlaces = { name: ['body', 'file_name'] };
const example = {
  file_name: 'sales',
  storage_uri: 'local://1_sales.csv',
  description: 'Sales of 2025',
  summary:
    'The dataset has **1500 rows** and **5 columns**.\n\nIt contains the following features:\n\n- **date**: `datetime64[ns]`\n- **product**: `object`\n',
  size_bytes: 68_212,
  created_at: '2026-01-15T10:30:00Z',
};

export function createFileRoutes(): readonly Route[] {
  return [list(), active(), activate(), upload(), remove()];
}

function list(): Route {
  const operation = readOperation('list-files', z.object({ me: z.object({ files: pageOf(schemas.fileFields) }) }), [
    'file-fields',
  ]);
  return defineRoute({
    method: 'GET',
    path: '/files/',
    tag,
    summary: 'List your files',
    request: z.object({}),
    answer: { description: 'All of them, newest first.', schema: schemas.fileList, example: [example] },
    errors: [],
    async handle({ graph }) {
      const files = await readPages(async (after) => (await graph.run(operation, { after })).me.files);
      return files.map(schemas.toFile);
    },
  });
}

function active(): Route {
  const activeSession = z.object({ activeFile: schemas.fileFields.nullable() }).nullable();
  const operation = readOperation('active-file', z.object({ me: z.object({ activeSession }) }), ['file-fields']);
  return defineRoute({
    method: 'GET',
    path: '/files/active',
    tag,
    summary: "Get the active session's active file",
    request: z.object({}),
    answer: { description: 'The file.', schema: schemas.file, example },
    errors: [404],
    async handle({ graph }) {
      const { activeSession } = (await graph.run(operation)).me;
      if (activeSession === null) throw noActiveSession();
      if (activeSession.activeFile === null) throw noActiveFile();
      return schemas.toFile(activeSession.activeFile);
    },
  });
}

function activate(): Route {
  const operation = readOperation('activate-file', z.object({ activateFile: z.object({ id: z.string() }) }));
  const done = { detail: 'Active file updated successfully' };
  return defineRoute({
    method: 'POST',
    path: '/files/active/',
    tag,
    summary: "Make a file the active session's active one",
    request: z.object({ body: schemas.fileChoice }),
    body: 'json',
    answer: { description: 'It is active.', schema: detailSchema(done.detail), example: done },
    errors: [400, 404, 413, 422],
    argumentPlaces,
    async handle({ input, graph }) {
      await graph.run(operation, { name: input.body.file_name });
      return done;
    },
  });
}

function upload(): Route {
  const operation = readOperation('upload-file', z.object({ uploadFile: schemas.fileFields }), ['file-fields']);
  return defineRoute({
    method: 'POST',
    path: '/files/',
    tag,
    summary: 'Upload a dataset',
    description:
      'A form with the parts `file`, `file_name` and `description`, in any order; the file is passed on as it arrives.',
    request: z.object({ body: schemas.datasetForm }),
    body: 'multipart',
    answer: { description: 'The file, now active in the active session.', schema: schemas.file, example },
    errors: [404, 409, 413, 422],
    argumentPlaces,
    async handle({ request, response, graph, settings }) {
      using dataset = receiveDataset(request, response, settings);
      const { uploadFile } = await graph.run(operation, dataset.variables).catch((error: unknown) => {
        throw dataset.fault ?? error;
      });
      return schemas.toFile(uploadFile);
    },
  });
}

function remove(): Route {
  const operation = readOperation('delete-file', z.object({ deleteFile: z.string() }));
  const done = { detail: 'File deleted successfully' };
  return defineRoute({
    method: 'DELETE',
    path: '/files/{file_name}',
    tag,
    summary: 'Delete a file that is not active',
    request: z.object({ path: schemas.fileNamePath }),
    answer: { description: 'It is gone.', schema: detailSchema(done.detail), example: done },
    errors: [400, 404, 422],
    argumentPlaces: { name: ['path', 'file_name'] },
    async handle({ input, graph }) {
      await graph.run(operation, { name: input.path.file_name });
      return done;
    },
  });
}
