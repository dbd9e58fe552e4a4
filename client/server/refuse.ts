import { sendRefusal, type SendRefusal } from '@mas/kit/server/send-refusal';
import { isTokenPath } from './auth/token-path.ts';
import { sendJson } from './send.ts';

/** Answers what never gets to the router: in the form of the token handler for what it asks, otherwise as every server does. */
export const refuse: SendRefusal = (request, response, refusal) => {
  const { status, code, message } = refusal;
  if (isTokenPath(request.url ?? '')) sendJson(response, status, { error: { code, message } });
  else sendRefusal(request, response, refusal);
};
