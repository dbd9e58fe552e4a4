import { expect, test } from '@jest/globals';
import { readEnv } from './env.ts';

const secret = { SECRET_KEY: 'x'.repeat(32) };

test('GATEWAY_PORT wins over PORT, and 8003 is the default', () => {
  expect(readEnv(secret).port).toBe(8003);
  expect(readEnv({ ...secret, PORT: '9000' }).port).toBe(9000);
  expect(readEnv({ ...secret, PORT: '9000', GATEWAY_PORT: '9001' }).port).toBe(9001);
});

test('the subgraphs that are named have routes, the others have none', () => {
  expect(readEnv({ ...secret, AUTH_URL: 'http://auth:8000/graphql' }).routes).toEqual({
    auth: 'http://auth:8000/graphql',
  });
});

test('introspection is off in production unless it is asked for', () => {
  expect(readEnv(secret).introspection).toBe(true);
  expect(readEnv({ ...secret, NODE_ENV: 'production' }).introspection).toBe(false);
  expect(readEnv({ ...secret, NODE_ENV: 'production', INTROSPECTION: '1' }).introspection).toBe(true);
});

test('what is wrong is named, without its value', () => {
  expect(() => readEnv({ SECRET_KEY: 'short', AUTH_URL: 'ftp://host' })).toThrow(/SECRET_KEY[^]*AUTH_URL/);
  expect(() => readEnv({ SECRET_KEY: 'short' })).not.toThrow(/: short/);
});
