import { describe, expect, it } from '@jest/globals';
import { startStack } from '@mas/kit/testing/running-stack';

describe('npm start', () => {
  it('says first where the page is, and serves it with the graph behind it', async () => {
    await using stack = await startStack({ CLIENT: 'on' });
    const { greeting, pageUrl = '' } = stack;
    expect(greeting.match(/http:\S+/)?.[0]).toBe(pageUrl);
    const open = () => fetch(`${pageUrl}/`, { headers: { accept: 'text/html' } });
    let page = await open();
    while (page.status === 503) page = await open(); // it is being built
    expect(await page.text()).toContain('<div id="root">');
    expect((await fetch(`${pageUrl}/readyz`)).status).toBe(200);
  }, 180_000);

  it('serves no page where it is not wanted', async () => {
    await using stack = await startStack({ CLIENT: 'off' });
    expect(stack.pageUrl).toBeUndefined();
    expect((await fetch(`${stack.gatewayUrl}/readyz`)).status).toBe(200);
  }, 180_000);
});
