import { readFileSync } from 'node:fs';
import { connectToServer } from '@mas/kit/sandbox/child/child-connection';
import { JavascriptKernel } from './javascript-kernel.ts';

async function main(): Promise<void> {
  const snapshotFile = process.argv[2];
  if (!snapshotFile) throw new Error('The file of the guest snapshot is missing');
  const bytes = readFileSync(snapshotFile);
  const snapshot = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const kernel = new JavascriptKernel(snapshot);
  const connection = await connectToServer((request, attachment) => kernel.handle(request, attachment));
  await kernel.start(connection);
}

void main();
