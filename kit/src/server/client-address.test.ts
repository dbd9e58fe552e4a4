import { describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import { clientAddress, forwardedAddress } from './client-address.ts';

const request = (headers: Record<string, string>, remoteAddress = '10.0.0.1') =>
  ({ headers, socket: { remoteAddress } }) as unknown as IncomingMessage; // all that is read of one

describe('clientAddress', () => {
  it.each([
    ['the peer, whatever the header says, without a proxy', '198.51.100.7', 0, '10.0.0.1'],
    ['what the proxy adds', '198.51.100.7', 1, '198.51.100.7'],
    ['what the proxy adds, not what the client made up', '203.0.113.9, 198.51.100.7', 1, '198.51.100.7'],
    ['what the outer of two proxies adds', '203.0.113.9, 198.51.100.7, 10.0.0.2', 2, '198.51.100.7'],
    ['the first entry when there are fewer than proxies', '198.51.100.7', 3, '198.51.100.7'],
    ['the peer when the entry is no address', 'unknown', 1, '10.0.0.1'],
    ['the peer when there is no header', '', 1, '10.0.0.1'],
    ['an address without its port', '198.51.100.7:4711', 1, '198.51.100.7'],
    ['an IPv6 address without its brackets and port', '[2001:db8::7]:4711', 1, '2001:db8::7'],
  ])('is %s', (_what, header, proxies, address) => {
    expect(
      clientAddress(request(header === '' ? {} : { 'x-forwarded-for': header }), { trustedProxies: proxies }),
    ).toBe(address);
  });

  it('is IPv4 where the socket has it within IPv6', () => {
    expect(clientAddress(request({}, '::ffff:10.0.0.1'), { trustedProxies: 0 })).toBe('10.0.0.1');
  });
});

describe('forwardedAddress', () => {
  it('is what the gateway names, otherwise the peer', () => {
    expect(forwardedAddress(request({ 'x-client-address': '198.51.100.7' }))).toBe('198.51.100.7');
    expect(forwardedAddress(request({ 'x-client-address': 'nonsense' }))).toBe('10.0.0.1');
    expect(forwardedAddress(request({ 'x-forwarded-for': '198.51.100.7' }))).toBe('10.0.0.1');
  });
});
