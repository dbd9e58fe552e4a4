import { expect, test } from '@jest/globals';
import { networkOf } from './network-of.ts';

test.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2', '192.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2', '2001:db8:1', '2001:db8'],
  ['2001:0DB8:0001:0002::9', '2001:db8:1:2', '2001:db8:1', '2001:db8'],
  ['2001:db8::1', '2001:db8:0:0', '2001:db8:0', '2001:db8'],
  ['::1', '0:0:0:0', '0:0:0', '0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0', 'fe80:0:0', 'fe80:0'],
  ['64:ff9b::192.0.2.7', '64:ff9b:0:0', '64:ff9b:0', '64:ff9b'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
  ['', '', '', ''],
])('%s is of the line %s, the site %s and the provider %s', (address, line, site, provider) => {
  expect([networkOf(address), networkOf(address, 'site'), networkOf(address, 'provider')]).toEqual([
    line,
    site,
    provider,
  ]);
});
