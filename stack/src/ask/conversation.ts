import { randomBytes, randomUUID } from 'node:crypto';
import type { Account } from './ask-arguments.ts';
import { AskError } from './ask-error.ts';
import type { Dataset } from './dataset.ts';
import { createGraphClient, type GraphClient } from './graph/graph-client.ts';
import { createSession, login, register, uploadFile } from './graph/operations.ts';

/** A signed-in person's new session with its dataset: what questions are asked in. */
export interface Conversation {
  readonly graph: GraphClient;
  readonly sessionId: string;
  readonly fileId: string;
  readonly rows: number;
  readonly columns: number;
  readonly warnings: readonly string[];
}

export interface ConversationOptions {
  readonly url: URL;
  readonly account: Account | undefined;
  readonly dataset: Dataset;
  readonly signal: AbortSignal;
  readonly onProgress: (sentBytes: number, totalBytes: number) => void;
}

/** Signs in, opens a session and uploads the dataset to it. @throws AskError */
export async function openConversation(options: ConversationOptions): Promise<Conversation> {
  const { url, account, dataset, signal, onProgress } = options;
  const anonymous = createGraphClient(url);
  const { signedIn } = await (account === undefined
    ? anonymous.request(register, guestAccount(), signal).catch(refuseGuests)
    : anonymous.request(login, account, signal));
  const graph = createGraphClient(url, signedIn.accessToken);
  // an account may have a session and a file of this name already, a guest has none
  const name =
    account === undefined ? dataset.name : `${dataset.name} ${new Date().toISOString().replaceAll(':', '.')}`;
  const { session } = await graph.request(createSession, { title: name.slice(0, 200) }, signal);
  const variables = { name, sessionId: session.id };
  const { file } = await graph.upload(uploadFile, { path: dataset.path, variables, signal, onProgress });
  const { rows, columns, warnings } = file.profile;
  return { graph, sessionId: session.id, fileId: file.id, rows, columns: columns.length, warnings };
}

/** An account that nobody signs in to again. */
function guestAccount(): Account {
  return { email: `guest-${randomUUID()}@guest.example`, password: randomBytes(24).toString('base64url') };
}

/** What keeps an account from being made keeps no account from being used. */
function refuseGuests(error: unknown): never {
  const isForGuests =
    error instanceof AskError && ['FAILED_PRECONDITION', 'BAD_USER_INPUT', 'RATE_LIMITED'].includes(error.code);
  if (!isForGuests) throw error;
  const advice = 'Sign in with an account instead: --email <address> --password <password>.';
  throw new AskError(error.code, `The gateway lets no guest in. ${error.message} ${advice}`, { cause: error });
}
