import Anthropic, { APIError } from '@anthropic-ai/sdk';
import { describe, expect, test } from '@jest/globals';
import { startMessagesApi, type MessagesApi } from './messages-api-server.ts';
import { refusalReply, slowReply, textReply, type MessagesReply } from './messages-reply.ts';

const body = { model: 'claude-sonnet-5-5', max_tokens: 100, messages: [{ role: 'user', content: 'Hello' }] };
const headers = { authorization: 'Bearer key', 'anthropic-version': '2026-10-21', 'content-type': 'application/json' };

function start(reply: MessagesReply = textReply('Hi')): Promise<MessagesApi> {
  return startMessagesApi({ onRequest: () => reply });
}

function post(api: MessagesApi, fields: object, init: RequestInit = {}): Promise<Response> {
  return fetch(`${api.url}/v1/messages`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...body, ...fields }),
    ...init,
  });
}

describe('the messages API server', () => {
  test('answers in JSON when no stream is asked for', async () => {
    await using api = await start();
    const client = new Anthropic({ apiKey: 'key', baseURL: api.url });
    const message = await client.messages.create({ ...body, messages: [{ role: 'user', content: 'Hello' }] });
    expect(message).toMatchObject({
      type: 'message',
      role: 'assistant',
      content: [{ type: 'text', text: 'Hi', citations: null }],
      stop_reason: 'end_turn',
      stop_details: null,
      usage: { output_tokens: 1, cache_read_input_tokens: 0 },
    });
    expect(api.requests.map(({ retryCount }) => retryCount)).toEqual([0]);
  });

  test('streams events in the order of the documentation', async () => {
    await using api = await start(textReply('Hi there', { deltaCharacters: 4, hasThinking: true }));
    const text = await (await post(api, { stream: true })).text();
    expect([...text.matchAll(/^event: (\w+)\ndata: \{"type":"(\w+)"/gm)].map(([, name, type]) => [name, type])).toEqual(
      [
        'message_start',
        ...['content_block_start', 'ping', 'content_block_delta', 'content_block_stop'],
        ...['content_block_start', 'ping', 'content_block_delta', 'content_block_delta', 'content_block_stop'],
        'message_delta',
        'message_stop',
      ].map((name) => [name, name]),
    );
  });

  test('refuses in the shape of the documentation', async () => {
    await using api = await start(refusalReply('cyber'));
    expect(await (await post(api, {})).json()).toMatchObject({
      content: [],
      stop_reason: 'refusal',
      stop_details: { type: 'refusal', category: 'cyber', explanation: null },
    });
  });

  test('replies late when told to', async () => {
    await using api = await start(slowReply(textReply('Hi'), 100));
    const started = performance.now();
    await (await post(api, {})).text();
    expect(performance.now() - started).toBeGreaterThan(95);
  });
});

describe('a request', () => {
  const object = { type: 'object', properties: {}, required: [] };
  const format = (schema: object) => ({ output_config: { format: { type: 'json_schema', schema } } });

  test.each([
    ['an unknown field', { temperature: 0.5 }],
    ['no max_tokens', { max_tokens: undefined }],
    ['no messages', { messages: [] }],
    ['a first message of the assistant', { messages: [{ role: 'assistant', content: 'a' }, ...body.messages] }],
    ['a prefilled answer', { messages: [...body.messages, { role: 'assistant', content: 'I' }] }],
    ['an empty text block', { messages: [{ role: 'user', content: [{ type: 'text', text: ' ' }] }] }],
    ['half a surrogate pair', { messages: [{ role: 'user', content: 'a\ud83d' }] }],
    ['thinking switched off', { thinking: { type: 'disabled' } }],
    ['an unknown effort', { output_config: { effort: 'huge' } }],
    ['an open object in its schema', format(object)],
    ['an unsupported keyword in its schema', format({ ...object, additionalProperties: false, minProperties: 1 })],
    ['an unsupported minItems', format({ type: 'array', items: { type: 'string' }, minItems: 2 })],
    [
      'a fifth cache marker',
      { system: Array.from({ length: 5 }, () => ({ type: 'text', text: 'a', cache_control: { type: 'ephemeral' } })) },
    ],
  ])('with %s is a 400 and not recorded', async (_what, fields) => {
    await using api = await start();
    const response = await post(api, fields);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
    expect(response.headers.get('request-id')).toMatch(/^req_/);
    expect(api.requests).toHaveLength(0);
  });

  test('without JSON is a 400', async () => {
    await using api = await start();
    expect((await post(api, {}, { body: '{' })).status).toBe(400);
  });

  test.each([
    ['another path', '/v1/complete', {}, 404],
    ['another method', '/v1/messages', { method: 'PUT' }, 405],
    ['no key', '/v1/messages', { headers: { 'anthropic-version': '2026-10-21' } }, 401],
    ['no version', '/v1/messages', { headers: { 'x-api-key': 'key' } }, 400],
  ])('with %s is refused', async (_what, path, init, status) => {
    await using api = await start();
    const response = await fetch(api.url + path, { method: 'POST', headers, body: JSON.stringify(body), ...init });
    expect(response.status).toBe(status);
  });

  test('with a wrong key or model is an error of the SDK', async () => {
    await using api = await startMessagesApi({
      onRequest: () => textReply('Hi'),
      apiKey: 'right',
      models: ['claude-a'],
    });
    const ask = (apiKey: string, model: string) =>
      new Anthropic({ apiKey, baseURL: api.url }).messages
        .create({ ...body, model, messages: [{ role: 'user', content: 'Hello' }] })
        .then(({ content }) => content.length)
        .catch((error: unknown) => (error instanceof APIError ? Number(error.status) : error));
    expect(await ask('wrong', 'claude-a')).toBe(401);
    expect(await ask('right', 'claude-b')).toBe(404);
    expect(await ask('right', 'claude-a')).toBe(1);
  });

  test('that its client gives up is known to be abandoned', async () => {
    await using api = await start(textReply('Hi there', { deltaCharacters: 1, stallAfter: 2 }));
    const controller = new AbortController();
    const response = await post(api, { stream: true }, { signal: controller.signal });
    expect(response.status).toBe(200);
    controller.abort();
    await api.requests[0]?.abandoned;
  });
});
