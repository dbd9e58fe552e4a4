import { startServices } from '@mas/kit/testing/running-services';
import { type StoreKind, storeKinds } from '@mas/kit/testing/stores';
import { testTokenSettings } from '@mas/kit/testing/test-tokens';
import { startRestServer } from './rest-server.ts';
import { startStack } from '@mas/kit/testing/running-stack';
import { writeAnswer } from './stand-in-answer.ts';
import { StandInExecutor } from './stand-in-executor.ts';

/** Something that serves the contract. */
export interface RestSystem extends AsyncDisposable {
  readonly base: string;
}

export interface RestSystemKind {
  readonly name: string;
  readonly start: () => Promise<RestSystem>;
}

/** Small, so that a test can send more. */
export const maxUploadBytes = 256 * 1024;
/** With the secret of the tests, who can then sign what no service would. */
const env = { MAX_UPLOAD_BYTES: String(maxUploadBytes), SECRET_KEY: testTokenSettings.secret };
const basePath = '/api/v1/gateway';

/** The surface over a stand-in, and over the whole system in both ways to run; servers that are absent are told of. */
export async function restSystems(): Promise<readonly RestSystemKind[]> {
  const [, servers] = await storeKinds();
  return [
    { name: 'a graph in memory', start: startStandIn },
    { name: 'the embedded stack', start: startEmbedded },
    ...(servers === undefined
      ? []
      : [{ name: 'the services on PostgreSQL and Redis', start: () => startOnServers(servers) }]),
  ];
}

async function startStandIn(): Promise<RestSystem> {
  const executor = new StandInExecutor();
  executor.store.onAsk = writeAnswer;
  return startRestServer(executor, { settings: { maxUploadBytes } });
}

async function startEmbedded(): Promise<RestSystem> {
  const stack = await startStack(env);
  return { base: stack.gatewayUrl + basePath, [Symbol.asyncDispose]: () => stack[Symbol.asyncDispose]() };
}

async function startOnServers(kind: StoreKind): Promise<RestSystem> {
  const stores = await kind.open();
  const services = await startServices(stores, env);
  return {
    base: services.gatewayUrl + basePath,
    async [Symbol.asyncDispose]() {
      await services[Symbol.asyncDispose]();
      await stores[Symbol.asyncDispose]();
    },
  };
}
