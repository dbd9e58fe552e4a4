import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where administrators' tools lie, also for accounts whose PATH leaves them out. */
const systemDirectories = ['/usr/bin', '/bin', '/usr/sbin', '/sbin'];

/** @throws Error when the machine does not have the tool. */
export async function findTool(name: string): Promise<string> {
  const directories = [...(process.env['PATH'] ?? '').split(delimiter), ...systemDirectories];
  for (const directory of directories.filter((path) => path.startsWith('/'))) {
    const path = join(directory, name);
    if (await isExecutable(path)) return path;
  }
  throw new Error(`${name} is not installed`);
}

function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
