import { describe, expect, it } from '@jest/globals';
import { parseInviteArguments } from './invite-arguments.ts';
import { parseLifetime } from './parse-lifetime.ts';

describe('the arguments of invite', () => {
  it('have defaults: one account, a week, anybody', () => {
    const request = { email: undefined, uses: 1, lifetimeSeconds: 604_800 };
    expect(parseInviteArguments([])).toEqual({ kind: 'create', request, isJson: false });
  });

  it('say how long, how often and for whom', () => {
    const argv = ['--expires', '12h', '--uses', '30', '--email', ' Ada@example.com', '--json'];
    const request = { email: 'Ada@example.com', uses: 30, lifetimeSeconds: 43_200 };
    expect(parseInviteArguments(argv)).toEqual({ kind: 'create', request, isJson: true });
  });

  it('list and revoke', () => {
    expect(parseInviteArguments(['--list'])).toEqual({ kind: 'list', isJson: false });
    expect(parseInviteArguments(['--revoke', '3'])).toEqual({ kind: 'revoke', id: 3 });
  });

  it.each([
    [['--uses', '0']],
    [['--uses', '1.5']],
    [['--uses', '10001']],
    [['--expires', 'tomorrow']],
    [['--expires', '59']],
    [['--expires', '0d']],
    [['--expires', '400d']],
    [['--email', 'nobody']],
    [['--email', 'a\u202eb@example.com']],
    [['--revoke', 'x']],
    [['--revoke', '99999999999']],
    [['--list', '--uses', '2']],
    [['--revoke', '1', '--list']],
    [['extra']],
    [['--nonsense']],
  ])('are refused with the usage: %j', (argv) => {
    const parsed = parseInviteArguments(argv);
    expect(parsed.kind).toBe('wrong');
    expect(parsed).toHaveProperty('text', expect.stringMatching(/^Usage: invite \[options\]\n[^]+\n\nerror: .+\n$/));
  });

  it('show every option when asked', () => {
    const parsed = parseInviteArguments(['--help']);
    for (const option of ['expires', 'uses', 'email', 'list', 'revoke', 'json', 'help']) {
      expect(parsed).toHaveProperty('text', expect.stringContaining(`--${option}`));
    }
  });
});

it.each([
  ['1m', 60],
  ['30m', 1_800],
  ['12h', 43_200],
  ['7d', 604_800],
  ['4w', 2_419_200],
  ['366d', 31_622_400],
  ['59', undefined],
  ['0m', undefined],
  ['-1d', undefined],
  ['1y', undefined],
  ['1000000000000d', undefined],
  ['', undefined],
])('the time %j has %p seconds', (text, seconds) => {
  expect(parseLifetime(text)).toBe(seconds);
});
