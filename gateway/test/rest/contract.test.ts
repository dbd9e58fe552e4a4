import { afterAll, beforeAll, describe } from '@jest/globals';
import { describeAuth } from './contract/auth-contract.ts';
import { describeChat } from './contract/chat-contract.ts';
import { describeFiles } from './contract/file-contract.ts';
import { describeHttp } from './contract/http-contract.ts';
import { describeSessions } from './contract/session-contract.ts';
import { restSystems, type RestSystem } from './support/systems.ts';

describe.each(await restSystems())('the contract over $name', ({ start }) => {
  let system: RestSystem;
  beforeAll(async () => {
    system = await start();
  });
  afterAll(async () => {
    await system[Symbol.asyncDispose]();
  });

  const base = (): string => system.base;
  describe('auth', () => describeAuth(base));
  describe('sessions', () => describeSessions(base));
  describe('files', () => describeFiles(base));
  describe('chat', () => describeChat(base));
  describe('HTTP', () => describeHttp(base));
});
