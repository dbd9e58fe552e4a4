import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult } from 'graphql';

type ContextFactory = () => unknown;

const factories = new WeakMap<object, ContextFactory>();

/** Marks an operation's arguments, so that each of its events is executed in a context of its own. */
export function withContexts<Args extends ExecutionArgs & { contextValue: object }>(
  args: Args,
  factory: ContextFactory,
): Args {
  factories.set(args.contextValue, factory);
  return args;
}

/**
 * graphql-js' `subscribe`, but with a fresh context an event: an entity manager keeps what it has loaded, so one that lived
 * as long as a subscription would answer every event with what was true at the first.
 */
export async function subscribeWithContexts(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const factory = factories.get(args.contextValue as object);
  const executeEvent = async (rootValue: unknown): Promise<ExecutionResult> =>
    execute({ ...args, rootValue, contextValue: factory === undefined ? args.contextValue : factory() });
  return mapEvents(source[Symbol.asyncIterator](), executeEvent);
}

/** Unlike a generator, it passes `return()` on at once, also while the source waits for its next event. */
function mapEvents<Event, Result>(
  source: AsyncIterator<Event>,
  map: (event: Event) => Promise<Result>,
): AsyncIterableIterator<Result> {
  const end = { done: true, value: undefined } as const;
  return {
    async next() {
      const event = await source.next();
      return event.done === true ? end : { done: false, value: await map(event.value) };
    },
    async return() {
      await source.return?.();
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
