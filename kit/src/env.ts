import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

type Source = Readonly<Record<string, string | undefined>>;

/**
 * Parses environment variables once, at start.
 * @throws Error that names every variable at fault, never their values.
 */
export function parseEnv<Schema extends z.ZodType>(schema: Schema, source: Source): z.output<Schema> {
  const nonEmpty = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(nonEmpty);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not usable:\n${problems.join('\n')}`);
}

/** Reads `.env` from a service's folder, where there is one. Variables that are set already win. */
export function loadDotEnv(directory: string): void {
  const path = join(directory, '.env');
  if (existsSync(path)) process.loadEnvFile(path);
}

/** `1`, `true`, `yes` or `on`, and their opposites. */
export const envFlag = z.stringbool();

/** A comma-separated list. */
export const envList = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

/** What every server needs. */
export const serverEnv = {
  HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** The database of a service, in parts or whole; DATABASE_URL wins. */
export const databaseEnv = {
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DB_HOST: z.string().default('localhost'),
  DB_PORT: z.coerce.number().int().default(5432),
  DB_USER: z.string().default('postgres'),
  DB_PASS: z.string().default(''),
};

interface DatabaseVariables {
  DATABASE_URL?: string | undefined;
  DB_HOST: string;
  DB_PORT: number;
  DB_USER: string;
  DB_PASS: string;
  DB_NAME: string;
}

export function databaseUrl(env: DatabaseVariables): string {
  if (env.DATABASE_URL !== undefined) return env.DATABASE_URL;
  const password = env.DB_PASS === '' ? '' : `:${encodeURIComponent(env.DB_PASS)}`;
  return `postgresql://${encodeURIComponent(env.DB_USER)}${password}@${env.DB_HOST}:${String(env.DB_PORT)}/${env.DB_NAME}`;
}

/** The cache; REDIS_URL wins; with neither REDIS_URL nor REDIS_HOST it is kept in memory. */
export const redisEnv = {
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  REDIS_HOST: z.string().optional(),
  REDIS_PORT: z.coerce.number().int().default(6379),
  REDIS_DB: z.coerce.number().int().min(0).default(0),
};

interface RedisVariables {
  REDIS_URL?: string | undefined;
  REDIS_HOST?: string | undefined;
  REDIS_PORT: number;
  REDIS_DB: number;
}

export function redisUrl(env: RedisVariables): string | undefined {
  if (env.REDIS_URL !== undefined) return env.REDIS_URL;
  if (env.REDIS_HOST === undefined) return undefined;
  return `redis://${env.REDIS_HOST}:${String(env.REDIS_PORT)}/${String(env.REDIS_DB)}`;
}

/** How tokens are signed and checked; every service has the same values. */
export const tokenEnv = {
  SECRET_KEY: z.string().min(32, 'set it to at least 32 characters, for example from `openssl rand -hex 32`'),
  ALGORITHM: z.literal('HS256').default('HS256'),
  TOKEN_ISSUER: z.string().default('mas'),
  TOKEN_AUDIENCE: z.string().default('mas'),
};

/** What every subgraph reads; it adds DB_NAME and its port. */
export const subgraphEnv = { ...serverEnv, ...databaseEnv, ...redisEnv, ...tokenEnv };

/** Where a subgraph's stores are. */
export function storeUrls(env: DatabaseVariables & RedisVariables) {
  return { databaseUrl: databaseUrl(env), redisUrl: redisUrl(env) };
}

/** A port; 0 takes a free one. */
export const envPort = z.coerce.number().int().min(0).max(65_535);

/** Milliseconds between two looks at which sign-ins have ended: those are refused within five seconds. */
export const envRevocationPollMs = z.coerce.number().int().min(100).max(3_000).default(2_000);

/** How many proxies of the operator's stand before the gateway: only what they say of where a request came from is believed. */
export const envTrustProxy = z.coerce.number().int().min(0).max(16).default(0);

/** Names that the page server and the gateway are called by, as people type them: `data.example.com`, `*.example.com`. */
export const envAllowedHosts = envList.pipe(
  z.array(
    z
      .string()
      .toLowerCase()
      .regex(
        /^(\*\.)?[\w-]+(\.[\w-]+)*$/,
        'names such as data.example.com, or *.example.com for all below it, without ports',
      ),
  ),
);

/** Where people find the page, when that is not what their requests say. */
export const envPublicUrl = z.url({ protocol: /^https?$/ });

/** The names that a server answers to by its environment. */
export function hostNames(env: { ALLOWED_HOSTS: readonly string[]; CLIENT_PUBLIC_URL?: string | undefined }): string[] {
  const publicName = env.CLIENT_PUBLIC_URL === undefined ? [] : [new URL(env.CLIENT_PUBLIC_URL).hostname];
  return [...env.ALLOWED_HOSTS, ...publicName];
}

/** The page server and the gateway have the same: then the gateway believes it where requests come from. */
export const envPageServerKey = z.string().min(16).optional();

/** Where another service is: `http://host:port`. A slash or `/graphql` at the end makes no difference. */
export const envServiceUrl = z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/(graphql\/?)?$/, ''));

/** A number of bytes. */
export const envBytes = z.coerce.number().int().positive();
