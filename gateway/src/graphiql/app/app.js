import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import 'graphiql/style.css';
import { getOperationAST, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { createTabs } from './tabs.ts';
import { createTokens } from './tokens.js';
import './app.css';

const { fetch, location, URL, Worker } = globalThis;
const url = new URL('/graphql', location.href);
const tabs = createTabs(location.origin);
const root = globalThis.document.getElementById('graphiql');
const tokens = createTokens(root.dataset.tokenHandler);

globalThis.MonacoEnvironment = {
  getWorker(_id, label) {
    const name = label === 'json' || label === 'graphql' ? label : 'editor';
    return new Worker(new URL(`${name}.worker.js`, import.meta.url), { type: 'module' });
  },
};

/** Queries and mutations over HTTP, subscriptions over graphql-ws; the header editor's headers serve both. */
async function fetcher({ query, variables, operationName }, options = {}) {
  const document = parse(query);
  // Just after a change of tabs GraphiQL still names the operation of the other one.
  const operation = getOperationAST(document, operationName) ?? getOperationAST(document);
  const name = operation?.name?.value ?? operationName;
  const params = { query, variables, ...(name && { operationName: name }) };
  const headers = await withToken(options.headers, operation);
  if (operation?.operation === 'subscription') return subscribe(params, headers);
  const answer = await post(params, headers);
  adoptToken(answer);
  return answer;
}

/** A token in the header editor of one tab serves the others too, as does that of a sign-in. */
async function withToken(given = {}, operation) {
  const headers = Object.fromEntries(Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]));
  const { authorization, ...others } = headers;
  const pasted = /^bearer +(\S+)/i.exec(authorization ?? '')?.[1];
  if (pasted !== undefined) tokens.adopt(pasted);
  if (authorization !== undefined && authorization.trim().toLowerCase() !== 'bearer') return headers;
  const token = isAnonymous(operation) ? undefined : await tokens.current();
  return token === undefined ? others : { ...others, authorization: `Bearer ${token}` };
}

/** Signing in and reading the schema need no token, and must work in spite of a bad one. */
function isAnonymous(operation) {
  const fields = operation?.selectionSet.selections.map(({ name }) => name?.value) ?? [];
  return fields.every((field) => ['register', 'login', 'refresh'].includes(field) || field?.startsWith('__'));
}

function adoptToken({ data }) {
  for (const value of Object.values(data ?? {})) {
    if (typeof value?.accessToken === 'string') tokens.adopt(value.accessToken, value.expiresIn);
  }
}

async function post(params, headers) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  });
  return response.json();
}

async function* subscribe(params, headers) {
  const client = createClient({
    url: url.href.replace(/^http/, 'ws'),
    connectionParams: headers,
    retryAttempts: 0,
  });
  try {
    yield* client.iterate(params);
  } catch (error) {
    yield Array.isArray(error) ? { errors: error } : { errors: [{ message: error?.reason || 'The socket closed.' }] };
  } finally {
    await client.dispose();
  }
}

createRoot(root).render(
  createElement(GraphiQL, {
    fetcher,
    defaultTabs: tabs,
    defaultEditorToolsVisibility: 'variables',
    initialVariables: tabs[0]?.variables,
    isHeadersEditorEnabled: true,
    plugins: [HISTORY_PLUGIN],
  }),
);
