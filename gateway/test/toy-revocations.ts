import { EventEmitter, once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { bearerToken } from '@mas/kit/tokens/bearer';
import type { RevocationPage } from '@mas/kit/tokens/revocation-page';
import type { ServiceTokens } from '@mas/kit/tokens/service-token';

/** The auth subgraph's feed of ended sign-ins; its cursor counts them. */
export class ToyRevocations {
  /** The cursor of each reading, in order. */
  readonly cursors: string[] = [];
  readonly #signIns: [string, number][] = [];
  readonly #services: ServiceTokens;
  readonly #emitter = new EventEmitter();

  constructor(services: ServiceTokens) {
    this.#services = services;
  }

  /** Ends a sign-in; resolves when whoever reads the feed has taken it in. */
  async end(signInId: string): Promise<void> {
    this.#signIns.push([signInId, Date.now() + 60_000]);
    await this.untilRead(2);
  }

  /** Resolves after that many more readings have begun: all but the last of them have been dealt with then. */
  async untilRead(count: number): Promise<void> {
    for (let read = 0; read < count; read += 1) await once(this.#emitter, 'read');
  }

  readonly route = async ({ url = '', headers }: IncomingMessage): Promise<RevocationPage> => {
    await this.#services.verify(bearerToken(headers.authorization));
    const after = new URL(url, 'http://localhost').searchParams.get('after') ?? '';
    this.cursors.push(after);
    this.#emitter.emit('read');
    return { cursor: String(this.#signIns.length), signIns: this.#signIns.slice(Number(after)) };
  };
}
