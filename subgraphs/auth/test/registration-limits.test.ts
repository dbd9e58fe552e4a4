import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError } from '@mas/kit/errors';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { testLogger } from '@mas/kit/testing/test-logger';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createWindowCounters } from '../src/counters/rate-limiter-counters.ts';
import type { WindowCounters } from '../src/counters/window-counter.ts';
import {
  createRegistrationLimits,
  defaultRegistrationLimits,
  type RegistrationLimitSettings,
} from '../src/services/registration-limits.ts';
import { startAuth } from './auth-fixture.ts';

const register = `mutation ($email: EmailAddress!, $password: String! = "correct horse") {
  register(email: $email, password: $password) { expiresIn }
}`;

async function refusalOf(admitted: Promise<void>): Promise<AppError | undefined> {
  try {
    await admitted;
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe.each(await storeKinds())('limits of registrations over $name', ({ open }) => {
  let stores: TestStores;
  let shared: WindowCounters;
  beforeAll(async () => {
    stores = await open();
    shared = await createWindowCounters({ url: stores.redisUrl, logger: testLogger });
  });
  afterAll(async () => {
    await shared.dispose();
    await stores[Symbol.asyncDispose]();
  });

  /** What nobody has counted in yet: other tests may use the same store. */
  const freshCounters = (): WindowCounters => {
    const prefix = randomUUID();
    return { ...shared, open: (name, seconds) => shared.open(`${prefix}:${name}`, seconds) };
  };
  const limits = (settings: Partial<RegistrationLimitSettings> = {}, counters = freshCounters()) => {
    const admit = createRegistrationLimits(counters, { ...defaultRegistrationLimits, ...settings });
    const isAdmitted = async (address: string): Promise<boolean> => {
      const refusal = await refusalOf(admit(address));
      if (refusal !== undefined) expect(refusal.code).toBe('RATE_LIMITED');
      return refusal === undefined;
    };
    /** How many of that many tries at once are let through. */
    const countAdmitted = async (times: number, addressOf: (time: number) => string): Promise<number> => {
      const tries = Array.from({ length: times }, (_, time) => isAdmitted(addressOf(time)));
      return (await Promise.all(tries)).filter(Boolean).length;
    };
    return { admit, isAdmitted, countAdmitted };
  };
  it('let twenty of forty through that one address tries in a moment, and say how long to wait', async () => {
    await using auth = await startAuth(stores, {
      databaseName: `burst_${randomUUID().slice(0, 8)}`,
      counters: freshCounters(),
      registrationLimits: {},
    });
    const send = (address: string, email = `${randomUUID()}@example.com`) =>
      requestGraphql(auth.url, { query: register, variables: { email }, headers: { 'x-client-address': address } });
    const answers = await Promise.all(Array.from({ length: 40 }, () => send('192.0.2.1')));
    const refused = answers.flatMap(({ errors }) => errors);
    expect(refused).toHaveLength(20);
    for (const { message, extensions } of refused) {
      expect(message).toBe('Too many accounts are being made from your network: wait a minute, then try again.');
      expect(extensions).toEqual({ code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) });
      expect(extensions?.['retryAfterSeconds']).toBeGreaterThan(0);
      expect(extensions?.['retryAfterSeconds']).toBeLessThanOrEqual(60);
    }
    expect((await send('192.0.2.2')).errors).toEqual([]);
  });

  it('count tries that fail, so that nobody learns fast which addresses have an account', async () => {
    await using auth = await startAuth(stores, {
      databaseName: `oracle_${randomUUID().slice(0, 8)}`,
      counters: freshCounters(),
      registrationLimits: {},
    });
    const send = (variables: object, address: string) =>
      requestGraphql(auth.url, {
        query: register,
        variables: { email: 'known@example.com', ...variables },
        headers: { 'x-client-address': address },
      });
    expect((await send({}, '192.0.2.1')).errors).toEqual([]);
    const answers = await Promise.all(Array.from({ length: 60 }, () => send({}, '192.0.2.2')));
    const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions?.['code']));
    expect(codes.filter((code) => code === 'CONFLICT')).toHaveLength(20);
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(40);

    const tooShort = await Promise.all(Array.from({ length: 30 }, () => send({ password: 'short' }, '192.0.2.3')));
    expect(tooShort.every(({ errors }) => errors[0]?.extensions?.['code'] === 'BAD_USER_INPUT')).toBe(true);
    expect((await send({ email: 'another@example.com' }, '192.0.2.3')).errors).toEqual([]);
  });

  it('hold for a whole line of IPv6, however it is written', async () => {
    const { countAdmitted, isAdmitted } = limits({ ofAddressInMinute: 5 });
    const hosts = ['2001:db8:1:2::', '2001:0DB8:0001:0002::', '2001:db8:1:2:ffff:0:0:'];
    expect(await countAdmitted(30, (time) => `${hosts[time % 3] ?? ''}${time.toString(16)}`)).toBe(5);
    expect(await isAdmitted('2001:db8:1:3::1')).toBe(true);
  });

  it('are of a day, too', async () => {
    const { countAdmitted, admit } = limits({ ofAddressInMinute: 100, ofAddressInDay: 30 });
    expect(await countAdmitted(50, () => '192.0.2.1')).toBe(30);
    const refusal = await refusalOf(admit('192.0.2.1'));
    expect(refusal?.retryAfterSeconds).toBeGreaterThan(86_000);
    expect(refusal?.message).toContain('wait 24 hours');
  });

  it('end with their window', async () => {
    const counters = freshCounters();
    const quick = { ...counters, open: (name: string) => counters.open(name, 1) };
    const { isAdmitted, countAdmitted } = limits({ ofAddressInMinute: 1 }, quick);
    expect(await countAdmitted(5, () => '192.0.2.1')).toBe(1);
    while (!(await isAdmitted('192.0.2.1'))) await wait(20);
  });

  it('leave room for others, whatever one address tries', async () => {
    const { countAdmitted, isAdmitted } = limits({ ofAddressInMinute: 1e6, ofAddressInDay: 1e6, inAllInHour: 100 });
    expect(await countAdmitted(500, () => '192.0.2.1')).toBeLessThanOrEqual(25);
    for (const other of ['192.0.3.1', '198.51.100.7', '2001:db8::1']) {
      expect(await countAdmitted(5, () => other)).toBe(5);
    }
    expect(await isAdmitted('192.0.2.2')).toBe(false);
  });

  it.each([
    ['one /24', (time: number) => `192.0.2.${time % 256}`],
    ['one /48', (time: number) => `2001:db8:1:${time.toString(16)}::1`],
    ['one /16', (time: number) => `192.0.${time % 256}.${time % 7}`],
    ['one /32', (time: number) => `2001:db8:${time.toString(16)}::1`],
    ['a hundred sites all over', (time: number) => `${10 + (time % 100)}.${time % 100}.1.${time % 256}`],
  ])('leave room for others, when many addresses of %s try all the time', async (_who, addressOf) => {
    const { isAdmitted, admit } = limits({ inAllInHour: 200 });
    for (let time = 0; time < 400; time += 1) await isAdmitted(addressOf(time));
    expect(await refusalOf(admit(addressOf(0)))).toMatchObject({ code: 'RATE_LIMITED' });
    for (const other of ['203.0.113.5', '198.51.100.7', '2a00:1450::1']) expect(await isAdmitted(other)).toBe(true);
  });

  it('bound the pace in all', async () => {
    const { countAdmitted, admit } = limits({ inAllInHour: 50 });
    const everywhere = (time: number) => `${1 + (time % 200)}.${time % 251}.${time % 241}.1`;
    expect(await countAdmitted(400, everywhere)).toBe(50);
    const refusal = await refusalOf(admit('203.0.113.5'));
    expect(refusal?.message).toContain('at the moment: wait 60 minutes');
    expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(3_600);
  });

  it('are used up by what is let through alone', async () => {
    const { countAdmitted, isAdmitted } = limits({ ofAddressInMinute: 1, ofAddressInDay: 1, inAllInHour: 8 });
    expect(await countAdmitted(200, () => '192.0.2.1')).toBe(1);
    expect(await isAdmitted('192.0.2.2')).toBe(true);
    for (const other of ['192.1.1.1', '192.2.1.1', '192.3.1.1']) expect(await isAdmitted(other)).toBe(true);
  });

  it('let a class behind one address in within minutes', async () => {
    const counters = freshCounters();
    const minutes = {
      ...counters,
      open: (name: string, seconds: number) => counters.open(name, Math.ceil(seconds / 60)),
    };
    const { isAdmitted } = limits({}, minutes);
    const startedAt = performance.now();
    for (let pupil = 0; pupil < 35; pupil += 1) while (!(await isAdmitted('192.0.2.1'))) await wait(20);
    expect(performance.now() - startedAt).toBeLessThan(5_000); // seconds stand for minutes here
  });
});
