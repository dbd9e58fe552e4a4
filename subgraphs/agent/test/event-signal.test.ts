import { describe, expect, it } from '@jest/globals';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { createEventSignal } from '../src/events/create-event-signal.ts';
import { eventually } from './sandbox/sandbox-fixture.ts';

/** Two processes' signals; where there is no Redis, all is in one. */
function openSignals({ redisUrl }: TestStores) {
  const here = createEventSignal({ url: redisUrl, logger: testLogger });
  const there = redisUrl === undefined ? here : createEventSignal({ url: redisUrl, logger: testLogger });
  return {
    here,
    there,
    async [Symbol.asyncDispose]() {
      await Promise.all([here.dispose(), there.dispose()]);
    },
  };
}

describe.each(await storeKinds())('signals over $name', ({ open }) => {
  it('wake those who listen to the topic, and nobody else', async () => {
    await using stores = await open();
    await using signals = openSignals(stores);
    const { here, there } = signals;
    const heard: string[] = [];
    const listen = (topic: string) => here.listen(topic, () => heard.push(topic));
    const untilHeard = (topic: string) =>
      eventually(`${topic} is heard`, () => {
        there.notify(topic);
        return Promise.resolve(heard.includes(topic));
      });
    const stop = listen('a');
    await untilHeard('a');
    stop();
    heard.length = 0;
    listen('b');
    there.notify('a');
    await untilHeard('b');
    expect(heard).not.toContain('a');
  });
});
