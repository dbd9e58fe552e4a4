import { describe, expect, it } from '@jest/globals';
import { parseArguments, usage } from './ask-arguments.ts';

describe('the arguments of ask', () => {
  it('are a dataset and questions, with defaults for the rest', () => {
    expect(parseArguments(['cars.csv', 'How many rows?', 'Mean of mpg?'])).toEqual({
      kind: 'options',
      options: {
        dataset: 'cars.csv',
        questions: ['How many rows?', 'Mean of mpg?'],
        mode: 'auto',
        out: undefined,
        kernel: undefined,
        isJson: false,
        gateway: undefined,
        account: undefined,
        isRepl: false,
        isVerbose: false,
      },
    });
  });

  it('take options in any place', () => {
    const argv = ['--json', 'cars.csv', '--mode', 'quick', 'Why?', '--out', 'here', '--kernel', 'javascript', '--repl'];
    expect(parseArguments(argv)).toMatchObject({
      options: { mode: 'quick', out: 'here', kernel: 'javascript', isJson: true, isRepl: true, questions: ['Why?'] },
    });
  });

  it.each(['http://localhost:8003', 'http://localhost:8003/', 'http://localhost:8003/graphql'])(
    'take %s for the same gateway',
    (address) => {
      const parsed = parseArguments(['a.csv', 'q', '--gateway', address, '--email', 'a@b.c', '--password', 'secret']);
      expect(parsed).toMatchObject({
        options: {
          gateway: new URL('http://localhost:8003/graphql'),
          account: { email: 'a@b.c', password: 'secret' },
        },
      });
    },
  );

  it('need no question when lines are read', () => {
    expect(parseArguments(['a.csv', '--repl'])).toMatchObject({ options: { questions: [], isRepl: true } });
  });

  it.each([
    ['nothing at all', []],
    ['no question', ['a.csv']],
    ['an empty question', ['a.csv', ' ']],
    ['an unknown option', ['a.csv', 'q', '--nonsense']],
    ['an unknown mode', ['a.csv', 'q', '--mode', 'slow']],
    ['an unknown kernel', ['a.csv', 'q', '--kernel', 'cobol']],
    ['a kernel that is not there', ['a.csv', 'q', '--kernel', 'python']],
    ['an address that is none', ['a.csv', 'q', '--gateway', 'localhost']],
    ['an address of another kind', ['a.csv', 'q', '--gateway', 'file:///etc']],
    ['an account without a gateway', ['a.csv', 'q', '--email', 'a@b.c', '--password', 'p']],
    ['an account without a password', ['a.csv', 'q', '--gateway', 'http://x', '--email', 'a@b.c']],
    ['a password without an account', ['a.csv', 'q', '--password', 'p']],
    ["a kernel for another's gateway", ['a.csv', 'q', '--gateway', 'http://x', '--kernel', 'javascript']],
  ])('are refused, with usage, for %s', (_what, argv) => {
    const parsed = parseArguments(argv);
    expect(parsed).toMatchObject({ kind: 'wrong' });
    expect(parsed).toHaveProperty(
      'text',
      expect.stringMatching(/^Usage: ask \[options\] <dataset>[^]+\n\nerror: .+\n$/),
    );
  });

  it('show help with every option', () => {
    const parsed = parseArguments(['--help']);
    expect(parsed).toMatchObject({ kind: 'help' });
    for (const option of ['mode', 'out', 'kernel', 'json', 'gateway', 'email', 'password', 'repl', 'verbose', 'help']) {
      expect(usage()).toContain(`--${option}`);
    }
  });
});
