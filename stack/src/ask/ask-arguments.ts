import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';

export type AskMode = 'quick' | 'technical' | 'auto';
export type KernelName = 'javascript';

export interface AskOptions {
  readonly dataset: string;
  readonly questions: readonly string[];
  readonly mode: AskMode;
  /** Where charts and code are saved; by default a new folder under `answers/`. */
  readonly out: string | undefined;
  readonly kernel: KernelName | undefined;
  /** One JSON record a question on stdout, and nothing else there. */
  readonly isJson: boolean;
  /** A running gateway; without one the whole system is started for these questions. */
  readonly gateway: URL | undefined;
  /** Whom to sign in as; without one a guest account is made. */
  readonly account: Account | undefined;
  /** Goes on with a question from each line of the standard input. */
  readonly isRepl: boolean;
  readonly isVerbose: boolean;
}

export interface Account {
  readonly email: string;
  readonly password: string;
}

export type ParsedArguments =
  | { readonly kind: 'options'; readonly options: AskOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string };

interface Flags {
  readonly mode: AskMode;
  readonly out?: string;
  readonly kernel?: KernelName;
  readonly json?: true;
  readonly gateway?: URL;
  readonly email?: string;
  readonly password?: string;
  readonly repl?: true;
  readonly verbose?: true;
}

/** Parses what follows the command's name. Neither help nor a mistake ends the process or writes anything. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  let text = '';
  const write = (part: string) => (text += part);
  const command = createCommand().configureOutput({ writeOut: write, writeErr: write });
  try {
    command.parse(argv, { from: 'user' });
    const [dataset = '', ...questions] = command.args;
    return { kind: 'options', options: toOptions(command, dataset, questions) };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text };
    return { kind: 'wrong', text: withUsage(text) };
  }
}

/** What `--help` shows. */
export function usage(): string {
  return createCommand().helpInformation();
}

/** A mistake with the usage before it: people read what stands last. */
export function withUsage(mistake: string): string {
  return `${usage()}\n${mistake.trimEnd()}\n`;
}

function createCommand(): Command {
  return new Command('ask')
    .description('Answers questions about a dataset: uploads it, streams the answer, saves its charts and code.')
    .usage('[options] <dataset> "<question>" ["<question>" ...]')
    .argument('<dataset>', 'a CSV file')
    .argument('[questions...]', 'what you want to know; the questions share a session')
    .addOption(mode())
    .option(
      '--out <folder>',
      'where charts, code and the answer are saved; in a new folder in it when it is not empty (default: answers)',
    )
    .option('--kernel <language>', 'what the analysis is written in: javascript', parseKernel)
    .option('--json', 'write one JSON record a question to stdout, and nothing else')
    .option('--gateway <url>', 'use a running gateway instead of starting the system', parseUrl)
    .option('--email <address>', 'with --gateway: sign in instead of making a guest account')
    .addOption(new Option('--password <password>', 'its password').env('ASK_PASSWORD'))
    .option('--repl', 'go on asking: a question from each line of the standard input')
    .option('--verbose', 'show the code that is run, and what it prints')
    .helpOption('--help', 'show this')
    .addHelpText('after', '\nExit codes: 0 answered, 1 failed, 2 wrong arguments, 130 interrupted.')
    .exitOverride();
}

function mode(): Option {
  return new Option('--mode <mode>', 'how thorough the answer is to be')
    .choices(['quick', 'technical', 'auto'])
    .default('auto');
}

function toOptions(command: Command, dataset: string, questions: readonly string[]): AskOptions {
  const flags = command.opts<Flags>();
  const { gateway, email, password } = flags;
  if (questions.some((question) => question.trim() === '')) command.error('error: a question is empty');
  if (questions.length === 0 && flags.repl === undefined) command.error('error: ask a question, or use --repl');
  if (email !== undefined && gateway === undefined) command.error('error: --email needs --gateway');
  if (email !== undefined && password === undefined) command.error('error: --email needs --password');
  if (flags.password !== undefined && email === undefined && command.getOptionValueSource('password') === 'cli') {
    command.error('error: --password needs --email');
  }
  if (flags.kernel !== undefined && gateway !== undefined) {
    command.error('error: --kernel is the choice of whoever runs the gateway: leave it out');
  }
  return {
    dataset,
    questions,
    mode: flags.mode,
    out: flags.out,
    kernel: flags.kernel,
    isJson: flags.json ?? false,
    gateway,
    account: email === undefined || password === undefined ? undefined : { email, password },
    isRepl: flags.repl ?? false,
    isVerbose: flags.verbose ?? false,
  };
}

function parseKernel(name: string): KernelName {
  if (name === 'javascript') return name;
  throw new InvalidArgumentError(
    name === 'python' ? 'There is no Python kernel here yet.' : 'The only one is javascript.',
  );
}

/** `http://host:8003` and `http://host:8003/graphql` name the same gateway. */
function parseUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new InvalidArgumentError('Give an address like http://localhost:8003.');
  }
  return new URL('/graphql', url);
}
