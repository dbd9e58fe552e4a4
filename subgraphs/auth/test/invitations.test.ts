import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { requestGraphql } from '@mas/kit/testing/graphql-request';
import { storeKinds, type TestStores } from '@mas/kit/testing/stores';
import { randomUUID } from 'node:crypto';
import { createInvitationRepository } from '../src/db/invitation.repository.ts';
import { createInvitationService, type InvitationRequest } from '../src/services/invitation.service.ts';
import { startAuth, type TestAuth } from './auth-fixture.ts';

const register = `mutation ($email: EmailAddress!, $password: String! = "correct horse", $invitation: String) {
  register(email: $email, password: $password, invitation: $invitation) { user { email } }
}`;
const notGood = {
  message: expect.stringMatching(/^This invitation is not good: .+ Ask for a new one\.$/),
  extensions: { code: 'BAD_USER_INPUT', field: 'invitation' },
};
const newEmail = () => `${randomUUID()}@example.com`;

describe.each(await storeKinds())('registration by invitation over $name', ({ open }) => {
  let stores: TestStores;
  let auth: TestAuth;
  beforeAll(async () => {
    stores = await open();
    auth = await startAuth(stores, { registration: 'INVITE' });
  });
  afterAll(async () => {
    await auth[Symbol.asyncDispose]();
    await stores[Symbol.asyncDispose]();
  });

  const invitations = () => createInvitationService(createInvitationRepository(auth.database.fork()));
  const invite = (request: Partial<InvitationRequest> = {}) =>
    invitations().create({ email: undefined, uses: 1, lifetimeSeconds: 3_600, ...request });
  const send = async (variables: { email?: string; password?: string; invitation?: string | null }, server = auth) => {
    const { data, errors } = await requestGraphql(server.url, {
      query: register,
      variables: { email: newEmail(), ...variables },
    });
    return { account: data?.['register'], errors: errors.map(({ message, extensions }) => ({ message, extensions })) };
  };
  const countAccounts = async () => {
    const [row] = await auth.database.fork().execute<{ count: string }[]>('select count(*) from users');
    return Number(row?.count);
  };
  const find = async (id: number) => (await invitations().list()).find((each) => each.id === id);

  it('says to everybody who may register', async () => {
    const ask = async ({ url }: TestAuth) => (await requestGraphql(url, { query: '{ registration }' })).data;
    expect(await ask(auth)).toEqual({ registration: 'INVITE' });
    await using open = await startAuth(stores);
    expect(await ask(open)).toEqual({ registration: 'OPEN' });
    await using off = await startAuth(stores, { registration: 'OFF' });
    expect(await ask(off)).toEqual({ registration: 'OFF' });
  });

  it('lets in once who has a code, however it is typed', async () => {
    const { code, id } = await invite();
    expect((await send({ invitation: ` ${code.toUpperCase().replaceAll('-', ' ')}` })).errors).toEqual([]);
    expect((await send({ invitation: code })).errors).toEqual([notGood]);
    expect(await find(id)).toMatchObject({ state: 'used', used: 1 });
  });

  it('stores no code', async () => {
    const { code } = await invite();
    const rows = JSON.stringify(await auth.database.fork().execute<object[]>('select * from invitations'));
    expect(rows).not.toContain(code);
    expect(rows).not.toContain(code.replaceAll('-', ''));
  });

  it.each([undefined, null, '', ' '])('says that one is needed where there is none: %j', async (invitation) => {
    const { errors } = await send(invitation === undefined ? {} : { invitation });
    expect(errors).toEqual([
      { message: expect.stringMatching(/^Accounts are made by invitation here: /), extensions: notGood.extensions },
    ]);
  });

  it('says the same of every code that is not good, and makes no account', async () => {
    const email = newEmail();
    const [revoked, expired, others, used] = [
      await invite(),
      await invite({ lifetimeSeconds: -1 }),
      await invite({ email: newEmail() }),
      await invite(),
    ];
    expect(await invitations().revoke(revoked.id)).toBe(true);
    await send({ invitation: used.code });
    const before = await countAccounts();
    const codes = [
      revoked.code,
      expired.code,
      others.code,
      used.code,
      `${used.code.slice(0, -1)}!`,
      '0'.repeat(20),
      '\0',
      "' or true --",
    ];
    const outcomes = await Promise.all(codes.map((invitation) => send({ email, invitation })));
    expect(new Set(outcomes.map(({ errors }) => JSON.stringify(errors))).size).toBe(1);
    expect(outcomes[0]?.errors).toEqual([notGood]);
    expect(await countAccounts()).toBe(before);
    expect(await Promise.all([revoked, expired].map(async ({ id }) => (await find(id))?.state))).toEqual([
      'revoked',
      'expired',
    ]);
  });

  it('lets fifty who use one code at once make one account', async () => {
    const { code, id } = await invite();
    const before = await countAccounts();
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => send({ invitation: code })));
    expect(outcomes.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(outcomes.flatMap(({ errors }) => errors)).toEqual(Array(49).fill(notGood));
    expect(await countAccounts()).toBe(before + 1);
    expect(await find(id)).toMatchObject({ used: 1 });
  });

  it('lets as many in as a code is good for', async () => {
    const { code, id } = await invite({ uses: 7 });
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => send({ invitation: code })));
    expect(outcomes.filter(({ errors }) => errors.length === 0)).toHaveLength(7);
    expect(await find(id)).toMatchObject({ used: 7, state: 'used' });
  });

  it('is for one address where the operator says so', async () => {
    const email = newEmail();
    const { code } = await invite({ email: email.toUpperCase() });
    expect((await send({ invitation: code })).errors).toEqual([notGood]);
    expect((await send({ email, invitation: code })).account).toEqual({ user: { email } });
  });

  it('uses none where no account comes about', async () => {
    const { code, id } = await invite();
    const taken = newEmail();
    await send({ email: taken, invitation: (await invite()).code });
    const conflict = await send({ email: taken, invitation: code });
    expect(conflict.errors).toMatchObject([{ extensions: { code: 'CONFLICT', field: 'email' } }]);
    const short = await send({ invitation: code, password: 'short' });
    expect(short.errors).toMatchObject([{ extensions: { field: 'password' } }]);
    expect(await find(id)).toMatchObject({ used: 0, state: 'good' });
    expect((await send({ invitation: code })).errors).toEqual([]);
  });

  it('tells nobody without an invitation which addresses have an account', async () => {
    const taken = newEmail();
    await send({ email: taken, invitation: (await invite()).code });
    expect((await send({ email: taken })).errors).toEqual((await send({})).errors);
    expect((await send({ email: taken, invitation: 'guess' })).errors).toEqual([notGood]);
  });

  it('limits who guesses codes', async () => {
    await using strict = await startAuth(stores, {
      registration: 'INVITE',
      registrationLimits: { ofAddressInMinute: 3, ofAddressInDay: 1e6, inAllInHour: 1e9 },
    });
    const { code } = await invite();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => send({ invitation: 'guess' }, strict)));
    expect(
      outcomes.flatMap(({ errors }) => errors).filter(({ extensions }) => extensions?.['code'] === 'RATE_LIMITED')
        .length,
    ).toBeGreaterThanOrEqual(7);
    expect((await send({ invitation: code }, strict)).errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  it('is open to nobody where it is off, and needs no invitation where it is open', async () => {
    const { code, id } = await invite();
    await using off = await startAuth(stores, { registration: 'OFF' });
    expect((await send({ invitation: code }, off)).errors).toEqual([
      {
        message: 'No accounts can be made here: ask whoever runs this system for one.',
        extensions: { code: 'FAILED_PRECONDITION' },
      },
    ]);
    await using open = await startAuth(stores);
    expect((await send({ invitation: 'nonsense' }, open)).errors).toEqual([]);
    expect((await send({ invitation: code }, open)).errors).toEqual([]);
    expect(await find(id)).toMatchObject({ used: 0 });
  });

  it('forgets those that ended a month ago', async () => {
    const [old, recent] = [await invite({ lifetimeSeconds: -31 * 86_400 }), await invite({ lifetimeSeconds: -86_400 })];
    await createInvitationRepository(auth.database.fork()).removeExpired();
    expect(await find(old.id)).toBeUndefined();
    expect(await find(recent.id)).toMatchObject({ state: 'expired' });
  });
});
