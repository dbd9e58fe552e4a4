import { createLogger } from '@mas/kit/logger';
import { disposeOnSignal } from '@mas/kit/server/shutdown';
import { jailWarnings } from '@mas/kit/sandbox/jail-warnings';
import { readEnv } from './env.ts';
import { type ServiceUrls, startStack } from './stack.ts';

/** `npm start`: the whole system until Ctrl+C, its addresses on standard output. */
export async function serve(): Promise<void> {
  const env = readEnv();
  const logger = createLogger({ service: 'stack', level: env.LOG_LEVEL });
  process.stdout.write('Starting …\n');
  const stack = await startStack({ env, logger, durable: true });
  disposeOnSignal(logger, () => stack.dispose());
  const analyst = env.ANTHROPIC_API_KEY === undefined ? 'offline (set ANTHROPIC_API_KEY for Claude)' : 'Claude';
  process.stdout.write(`
Multi-Agent System is ready.

${openLine(stack.urls)}  GraphQL, GraphiQL   ${stack.urls.gateway}/graphql
  Health              ${stack.urls.gateway}/readyz
  Subgraphs           auth ${stack.urls.auth}  session ${stack.urls.session}
                      file ${stack.urls.file}  agent   ${stack.urls.agent}
  Stores              ${stack.stores}
  Analyst             ${analyst}
  Sandbox             ${stack.jail}
  Accounts            ${accounts[env.auth.registration]}
${jailWarnings(stack.jail)
  .map((warning) => `\nWARNING  ${warning}\n`)
  .join('')}
Press Ctrl+C to stop.
`);
}

/** On a fresh system there is nobody yet who could invite others. */
const accounts = {
  OPEN: 'anybody may make one (REGISTRATION=invite or off changes that)',
  INVITE: 'by invitation, the first one too: npm run invite',
  OFF: 'no new ones (REGISTRATION=off)',
} as const;

/** Cookies belong to a name: people should always find the page under the same one. */
function openLine({ client }: ServiceUrls): string {
  if (client === undefined) return '';
  return `  Open                ${client.replace('//127.0.0.1:', '//localhost:')}\n`;
}
