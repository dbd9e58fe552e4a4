import { beforeEach, describe, expect, it } from '@jest/globals';
import { datasetForm, registerPerson, sales, send, type Person } from '../support/rest-client.ts';
import { maxUploadBytes } from '../support/systems.ts';

const salesSummary = `The dataset has **2 rows** and **5 columns**.

It contains the following features:

- **date**: \`datetime64[ns]\`
- **product**: \`object\`
- **units**: \`int64\`
- **price**: \`float64\`
- **returned**: \`bool\``;

const fields = { file_name: 'sales', description: 'Sales of January' };

export function describeFiles(base: () => string): void {
  let person: Person;
  const upload = (multipart: FormData, path = '/files/') => person.send('POST', path, { multipart });

  beforeEach(async () => {
    person = await registerPerson(base());
    await person.send('POST', '/sessions/', { json: { title: 'Work' } });
  });

  describe('POST /files/', () => {
    it.each(['/files', '/files/'])('takes a dataset at %s and activates it', async (path) => {
      const { status, body } = await upload(datasetForm(fields, sales), path);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        file_name: 'sales',
        storage_uri: `local://${person.userId}_sales.csv`,
        description: 'Sales of January',
      });
      expect(Object.keys(body as object).slice(0, 4)).toEqual(['file_name', 'storage_uri', 'description', 'summary']);
      expect(body).toHaveProperty('summary', expect.stringMatching(/^The dataset has/));
      expect((body as { summary: string }).summary.slice(0, salesSummary.length)).toBe(salesSummary);
      expect((await person.send('GET', '/files/active')).body).toEqual(body);
    });

    const csv = (): Blob => new Blob([sales]);
    it.each([
      ['file, file_name, description', ['file', 'file_name', 'description']],
      ['file_name, file, description', ['file_name', 'file', 'description']],
      ['description, file_name, file', ['description', 'file_name', 'file']],
    ])('takes the parts in the order %s', async (_, order) => {
      const form = new FormData();
      for (const name of order) {
        if (name === 'file') form.append(name, csv(), 'données.csv');
        else form.append(name, name === 'file_name' ? 'Größe' : 'Ein Satz.');
      }
      const { status, body } = await upload(form);
      expect(status).toBe(200);
      expect(body).toMatchObject({ file_name: 'Größe', description: 'Ein Satz.', size_bytes: sales.length });
    });

    it.each([
      ['file', datasetForm(fields)],
      ['file_name', datasetForm({ description: '' }, sales)],
      ['description', datasetForm({ file_name: 'sales' }, sales)],
    ])('answers 422 when %s is missing', async (name, form) => {
      const { status, text } = await upload(form);
      expect(status).toBe(422);
      expect(text).toBe(`{"detail":[{"type":"missing","loc":["body","${name}"],"msg":"Field required"}]}`);
    });

    it('answers 422 for a file that is no dataset', async () => {
      const { status, body } = await upload(datasetForm(fields, '\0\x01\x02PK\x03\x04 no table', 'data.exe'));
      expect(status).toBe(422);
      expect(body).toMatchObject({ detail: [{ type: 'value_error', loc: ['body', 'file'], msg: expect.any(String) }] });
    });

    it('answers 409 for a name that the user has, in the same words with the file first, and keeps one file', async () => {
      await upload(datasetForm(fields, sales));
      const last = await upload(datasetForm(fields, sales));
      const first = await upload(fileFirst(fields));
      expect(last).toMatchObject({ status: 409, body: { detail: expect.any(String) } });
      expect([first.status, first.text]).toEqual([last.status, last.text]);
      expect((await person.send('GET', '/files/')).body).toHaveLength(1);
    });

    it('gives a file the same address in any order', async () => {
      expect((await upload(fileFirst(fields))).body).toHaveProperty(
        'storage_uri',
        `local://${person.userId}_sales.csv`,
      );
    });

    it.each(['before', 'behind'])('answers 413 over the limit with the fields %s', async (place) => {
      const form = new FormData();
      const big = new Blob([`a\n${'1\n'.repeat(maxUploadBytes)}`]);
      if (place === 'behind') form.append('file', big, 'big.csv');
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      if (place === 'before') form.append('file', big, 'big.csv');
      expect(await upload(form)).toMatchObject({ status: 413, body: { detail: expect.any(String) } });
      expect((await person.send('GET', '/files/')).body).toEqual([]);
    });

    it('answers 404 without an active session, in the same words with the file first', async () => {
      const newcomer = await registerPerson(base());
      const last = await newcomer.send('POST', '/files/', { multipart: datasetForm(fields, sales) });
      const first = await newcomer.send('POST', '/files/', { multipart: fileFirst(fields) });
      expect(last).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/session/) } });
      expect([first.status, first.text]).toEqual([last.status, last.text]);
    });
  });

  describe('GET /files/', () => {
    it.each(['/files', '/files/'])('gives an array at %s, newest first', async (path) => {
      await upload(datasetForm(fields, sales));
      await upload(datasetForm({ ...fields, file_name: 'more' }, sales));
      const { status, body } = await person.send('GET', path);
      expect(status).toBe(200);
      expect(body).toMatchObject([{ file_name: 'more' }, { file_name: 'sales' }]);
    });
  });

  describe('GET /files/active', () => {
    it('answers 404 without one, and says what is missing', async () => {
      const newcomer = await registerPerson(base());
      const noSession = await newcomer.send('GET', '/files/active/');
      const noFile = await person.send('GET', '/files/active');
      expect(noSession).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/active session/) } });
      expect(noFile).toMatchObject({ status: 404, body: { detail: expect.stringMatching(/active file/) } });
    });
  });

  describe('POST /files/active/', () => {
    it.each(['/files/active', '/files/active/'])('activates a file at %s', async (path) => {
      await upload(datasetForm(fields, sales));
      await upload(datasetForm({ ...fields, file_name: 'more' }, sales));
      const { status, text } = await person.send('POST', path, { json: { file_name: 'sales' } });
      expect(status).toBe(200);
      expect(text).toBe('{"detail":"Active file updated successfully"}');
      expect((await person.send('GET', '/files/active')).body).toMatchObject({ file_name: 'sales' });
    });

    it('answers 404 for a file that the user has not, 422 for no name', async () => {
      expect((await person.send('POST', '/files/active/', { json: { file_name: 'none' } })).status).toBe(404);
      const { status, text } = await person.send('POST', '/files/active/', { json: {} });
      expect(status).toBe(422);
      expect(text).toBe('{"detail":[{"type":"missing","loc":["body","file_name"],"msg":"Field required"}]}');
    });
  });

  describe('DELETE /files/{file_name}', () => {
    it('deletes a file that is not active; answers 400 for the one that is, 404 for none', async () => {
      await upload(datasetForm({ ...fields, file_name: 'a b/ü' }, sales));
      const path = `/files/${encodeURIComponent('a b/ü')}`;
      expect(await person.send('DELETE', path)).toMatchObject({ status: 400, body: { detail: expect.any(String) } });
      await upload(datasetForm({ ...fields, file_name: 'next' }, sales));
      expect(await person.send('DELETE', `${path}/`)).toMatchObject({
        status: 200,
        text: '{"detail":"File deleted successfully"}',
      });
      expect((await person.send('DELETE', path)).status).toBe(404);
    });
  });

  it('answers 401 on every path without a token', async () => {
    const calls = [
      ['GET', '/files/'],
      ['GET', '/files/active'],
      ['POST', '/files/'],
      ['POST', '/files/active/'],
      ['DELETE', '/files/x'],
    ] as const;
    for (const [method, path] of calls) {
      const { status, text } = await send(base(), method, path);
      expect([method, path, status, text]).toEqual([method, path, 401, '{"detail":"Not authenticated"}']);
    }
  });
}

function fileFirst(parts: Readonly<Record<string, string>>): FormData {
  const form = datasetForm({}, sales);
  for (const [name, value] of Object.entries(parts)) form.append(name, value);
  return form;
}
