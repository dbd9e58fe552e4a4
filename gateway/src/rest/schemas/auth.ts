import { z } from 'zod';
import { timestamp } from './timestamp.ts';

/** As browsers have it, with a dot in the domain, as pydantic wants it too. */
const emailPattern =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)+$/;

export const credentials = z
  .object({
    email: z.email({ pattern: emailPattern }).describe('The address to sign in with; case does not matter.'),
    password: z.string().min(8).describe('8 characters at least, 72 bytes of UTF-8 at most.'),
    invitation: z
      .string()
      .nullish()
      .describe('The code of an invitation, where accounts are made by invitation only; elsewhere it changes nothing.'),
  })
  .meta({ examples: [{ email: 'ada@example.com', password: 'correct horse' }] });

export const registered = z.object({
  detail: z.string(),
  user_id: z.int().describe("The account's number."),
});

export const passwordGrant = z.object({
  username: z.string().describe('The e-mail address.'),
  password: z.string(),
  grant_type: z
    .string()
    .regex(/^password$/)
    .optional()
    .describe('`password`, if given.'),
  scope: z.string().optional().describe('Ignored.'),
  client_id: z.string().optional().describe('Ignored.'),
  client_secret: z.string().optional().describe('Ignored.'),
});

export const accessToken = z.object({
  access_token: z.string().describe('A signed JSON Web Token.'),
  token_type: z.literal('bearer'),
  expires_in: z.int().describe('Seconds until it expires.'),
});

export const user = z.object({
  id: z.int(),
  email: z.string(),
  created_at: timestamp,
});
