import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const target = process.argv[2];
if (!target) throw new Error('The directory to build into is missing');
const outfile = join(target, 'charts.js');
await build({
  entryPoints: [join(import.meta.dirname, 'charts.js')],
  outfile,
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  charset: 'ascii', // the same bytes in whatever encoding the page is read: its hash stands in the page
  legalComments: 'none',
  logLevel: 'silent',
});
if (/<\/script|<!--/i.test(await readFile(outfile, 'utf8'))) throw new Error('The script would end its own element');
