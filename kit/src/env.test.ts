import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import {
  databaseEnv,
  databaseUrl,
  envAllowedHosts,
  envList,
  envPublicUrl,
  hostNames,
  parseEnv,
  redisEnv,
  redisUrl,
  tokenEnv,
} from './env.ts';

describe('parseEnv', () => {
  it('names every variable at fault and shows none of their values', () => {
    const schema = z.object({ ...tokenEnv, DB_PORT: databaseEnv.DB_PORT });
    const read = () => parseEnv(schema, { SECRET_KEY: 'hunter2', DB_PORT: 'five' });
    expect(read).toThrow(/SECRET_KEY/);
    expect(read).toThrow(/DB_PORT/);
    expect(read).not.toThrow(/hunter2/);
  });

  it('takes an empty variable for an absent one', () => {
    expect(parseEnv(z.object({ DB_HOST: databaseEnv.DB_HOST }), { DB_HOST: '' })).toEqual({ DB_HOST: 'localhost' });
  });

  it('splits lists', () => {
    expect(parseEnv(z.object({ LIST: envList }), { LIST: 'a, b,,c ' })).toEqual({ LIST: ['a', 'b', 'c'] });
  });
});

describe('hostNames', () => {
  const schema = z.object({ ALLOWED_HOSTS: envAllowedHosts.default([]), CLIENT_PUBLIC_URL: envPublicUrl.optional() });
  const read = (source: Record<string, string>) => hostNames(parseEnv(schema, source));

  it('are those of ALLOWED_HOSTS and that of CLIENT_PUBLIC_URL', () => {
    expect(read({})).toEqual([]);
    expect(read({ ALLOWED_HOSTS: 'Data.Example.com, *.lan' })).toEqual(['data.example.com', '*.lan']);
    expect(read({ CLIENT_PUBLIC_URL: 'https://Page.example.com:8443/' })).toEqual(['page.example.com']);
  });

  it.each(['*', '*example.com', 'a.*.example.com', 'data.example.com:8003', 'http://data.example.com', 'a b', 'a..b'])(
    'are no %s',
    (text) => {
      expect(() => read({ ALLOWED_HOSTS: text })).toThrow(/ALLOWED_HOSTS.*names such as/);
    },
  );
});

describe('databaseUrl', () => {
  const schema = z.object({ ...databaseEnv, DB_NAME: z.string().default('auth_db') });

  it('is made of the parts, escaped', () => {
    const env = parseEnv(schema, { DB_HOST: 'db', DB_PASS: 'p@ss/word' });
    expect(databaseUrl(env)).toBe('postgresql://postgres:p%40ss%2Fword@db:5432/auth_db');
  });

  it('is DATABASE_URL where that is set', () => {
    const env = parseEnv(schema, { DB_HOST: 'db', DATABASE_URL: 'postgres://me@elsewhere/x' });
    expect(databaseUrl(env)).toBe('postgres://me@elsewhere/x');
  });
});

describe('redisUrl', () => {
  const read = (source: Record<string, string>) => redisUrl(parseEnv(z.object(redisEnv), source));

  it('is absent without a host, made of the parts with one, and REDIS_URL before both', () => {
    expect(read({})).toBeUndefined();
    expect(read({ REDIS_HOST: 'cache', REDIS_DB: '2' })).toBe('redis://cache:6379/2');
    expect(read({ REDIS_HOST: 'cache', REDIS_URL: 'rediss://other:1' })).toBe('rediss://other:1');
  });
});
