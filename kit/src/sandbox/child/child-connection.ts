import { Socket } from 'node:net';
import type { GuestIdentity } from '../jails/jail.ts';
import type { StartMessage } from '../start-message.ts';
import { FrameChannel } from '../frames/frame-channel.ts';

export interface ChildConnection {
  send(body: object, attachment?: Uint8Array): void;
}

export type RequestHandler = (body: { readonly type: string }, attachment: Buffer | undefined) => void;

const channelDescriptor = 3;
const mebibyte = 1024 * 1024;

/**
 * Connects a jailed program with the server that started it. The first message brings the nonce that every answer
 * carries, and the user to become; the requests that follow go to `onRequest`. The process ends at once when the server does.
 */
export function connectToServer(onRequest: RequestHandler): Promise<ChildConnection> {
  return new Promise((resolve) => {
    let nonce: string | undefined;
    const channel = new FrameChannel({
      stream: new Socket({ fd: channelDescriptor, readable: true, writable: true }),
      caps: { jsonBytes: 16 * mebibyte, binaryBytes: 128 * mebibyte },
      onClosed: () => process.kill(process.pid, 'SIGKILL'),
      onMessage: ({ message, attachment }) => {
        // The server is the trusted side of this channel: its messages need no validation.
        const body = message as { readonly type: string };
        if (body.type !== 'start') {
          onRequest(body, attachment);
          return;
        }
        const start = body as StartMessage;
        dropIdentity(start.identity);
        nonce = start.nonce;
        resolve({ send: (answer, bytes) => channel.send({ nonce, body: answer }, bytes) });
      },
    });
  });
}

/** Gives up root for good. Throws when the machine refuses, so that nothing untrusted is ever read as root by mistake. */
function dropIdentity(identity: GuestIdentity | undefined): void {
  if (!identity) return;
  process.setgroups?.([]);
  process.setgid?.(identity.gid);
  process.setuid?.(identity.uid);
  if (process.getuid?.() !== identity.uid || process.geteuid?.() !== identity.uid) {
    throw new Error('The process could not change its user');
  }
}
