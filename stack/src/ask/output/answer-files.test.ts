import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import MarkdownItClass from 'markdown-it';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Artifact } from '../graph/run-event.ts';
import { emptyRecord, type RunRecord } from '../run-record.ts';
import { saveAnswer } from './answer-files.ts';
import { makeAnswerFolder, makeFolder } from './answer-folder.ts';
import { jsonRecord } from './json-record.ts';

const chart = (title: string): Artifact => ({
  id: title,
  subtask: 0,
  kind: 'CHART',
  title,
  spec: { mark: 'bar' },
  svg: '<svg/>',
  png: Buffer.from('png').toString('base64'),
});
const table: Artifact = {
  id: 't',
  subtask: 0,
  kind: 'TABLE',
  title: '../../etc/passwd',
  spec: null,
  columns: ['name', 'a,b'],
  rows: [
    ['say "hi"', 1],
    ['two\nlines', null],
  ],
  totalRows: 2,
};
const cell = { subtask: 0, language: 'javascript', output: '', result: null, error: null, durationMs: 1 };
const record: RunRecord = {
  ...emptyRecord('How\nmany?'),
  answer: 'Three.\n',
  artifacts: [chart('Größe / size'), table, chart('…')],
  code: [
    { ...cell, attempt: 0, source: 'bad' },
    { ...cell, attempt: 1, source: 'good' },
  ],
};

describe('the saved answer', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mas-test-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is Markdown with its charts, tables and code beside it', async () => {
    const { paths, artifacts } = await saveAnswer(join(folder, 'new'), record);
    const names = (await readdir(join(folder, 'new'))).toSorted();
    expect(names).toEqual(
      [
        'answer.md',
        'chart-1-größe-size.html',
        'chart-1-größe-size.png',
        'chart-1-größe-size.svg',
        'chart-2.html',
        'chart-2.png',
        'chart-2.svg',
        'code-1-repair-1.js',
        'code-1.js',
        'table-1-etc-passwd.csv',
      ].toSorted(),
    );
    expect(paths).toEqual(names.map((name) => join(folder, 'new', name)));
    expect(artifacts.map((files) => Object.keys(files))).toEqual([
      ['png', 'svg', 'html'],
      ['csv'],
      ['png', 'svg', 'html'],
    ]);
    const read = (name: string) => readFile(join(folder, 'new', name), 'utf8');
    expect(await read('chart-2.png')).toBe('png');
    expect(await read('code-1-repair-1.js')).toBe('good');
    expect(await read('table-1-etc-passwd.csv')).toBe('name,"a,b"\r\n"say ""hi""",1\r\n"two\nlines",\r\n');
    expect(await read('answer.md')).toBe(
      '> How\n> many?\n\nThree.\n\n![Größe / size](chart-1-gr%C3%B6%C3%9Fe-size.png)\n\n![…](chart-2.png)\n',
    );
  });

  it('links to nothing and loads nothing, whatever a model wrote', async () => {
    const answer =
      '[a](https://elsewhere.example) ![b](https://elsewhere.example/p.png) <img src=x> https://elsewhere.com';
    await saveAnswer(folder, { ...record, answer });
    const html = new MarkdownItClass({ html: true, linkify: true }).render(
      await readFile(join(folder, 'answer.md'), 'utf8'),
    );
    expect(html).not.toMatch(/<a |<img src=(?!"chart-)/);
    expect(html).toContain('elsewhere.example');
  });

  it('gives a record of one line that names the files', async () => {
    const line = jsonRecord(record, await saveAnswer(folder, record));
    expect(line).not.toContain('\n');
    const parsed = JSON.parse(line) as Record<string, unknown>; // what is asserted below
    expect(Object.keys(parsed).slice(0, 9)).toEqual([
      'question',
      'mode',
      'answer',
      'numbers',
      'artifacts',
      'code',
      'steps',
      'usage',
      'timings',
    ]);
    expect(parsed['error']).toBeNull();
    expect(parsed['artifacts']).toMatchObject([
      { kind: 'chart', spec: { mark: 'bar' }, files: { html: join(folder, 'chart-1-größe-size.html') } },
      { kind: 'table', columns: ['name', 'a,b'], files: { csv: join(folder, 'table-1-etc-passwd.csv') } },
      { kind: 'chart' },
    ]);
    expect(line).not.toContain('<svg/>');
  });
});

describe('the folder of answers', () => {
  it('is new each time, also within one second', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'mas-test-'));
    const now = new Date('2026-01-02T03:04:05.678Z');
    const folders = await Promise.all([1, 2].map(() => makeAnswerFolder(directory, '/data/My Cars.csv', now)));
    const first = join(directory, 'my-cars-2026-01-02-030405');
    expect(folders.toSorted()).toEqual([first, `${first}-2`]);
    await expect(makeFolder('/dev/null/x')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await rm(directory, { recursive: true });
  });
});
