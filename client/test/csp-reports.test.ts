import { describe, expect, it } from '@jest/globals';
import { startPageServer } from './support/page-server-fixture.ts';
import { rawRequest } from './support/raw-request.ts';

const headers = { 'content-type': 'application/csp-report' };
const report = {
  'csp-report': {
    'document-uri': 'http://localhost:3000/',
    'effective-directive': 'script-src-elem',
    'blocked-uri': 'https://evil.example/x.js',
    'script-sample': 'not logged',
  },
};
const violations = (log: readonly string[]) => log.filter((line) => line.includes('was violated'));

describe('reports of violations of the policy', () => {
  it('are logged', async () => {
    await using server = await startPageServer();
    const body = JSON.stringify(report);
    expect((await rawRequest(server.url, '/csp-reports', { method: 'POST', headers, body })).status).toBe(204);
    const [line, ...others] = violations(server.log);
    expect(others).toEqual([]);
    expect(JSON.parse(line!)).toMatchObject({ report: { 'blocked-uri': 'https://evil.example/x.js' } });
    expect(line).not.toContain('not logged');
  });

  it('are bounded in size and number', async () => {
    await using server = await startPageServer();
    const long = { 'csp-report': { 'document-uri': 'x'.repeat(5_000) } };
    const send = (body: unknown) =>
      rawRequest(server.url, '/csp-reports', { method: 'POST', headers, body: JSON.stringify(body) });
    expect((await send({ text: 'x'.repeat(20_000) })).status).toBe(413);
    expect((await send({ something: 'else' })).status).toBe(422);
    const statuses: number[] = [];
    for (let sent = 0; sent < 45; sent += 1) statuses.push((await send(long)).status);
    expect(new Set(statuses)).toEqual(new Set([204, 429]));
    expect(violations(server.log).length).toBeLessThanOrEqual(40); // a new minute may begin in between
    expect(Math.max(...violations(server.log).map((line) => line.length))).toBeLessThan(1_000);
  });
});
