import { request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { FileHarness, Person } from './file-harness.ts';

/** A part of a form whose boundary is `b`. */
export const formField = (name: string, value: string): string =>
  `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** Sends the beginning of an upload, goes away once some of its bytes are stored, and waits until they are gone. */
export async function breakUpload(
  files: FileHarness,
  { authorization }: Person,
  beginning: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const partials = async () => (await files.blobs()).filter((name) => name.startsWith('.partial/'));
  const sender = request(`${files.server.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization,
      'apollo-require-preflight': 'true',
      'content-type': 'multipart/form-data; boundary=b',
      ...headers,
    },
  });
  sender.on('error', () => undefined); // it is meant to break
  sender.write(beginning);
  while ((await partials()).length === 0) await wait(10);
  sender.destroy();
  while ((await partials()).length > 0) await wait(10);
}
