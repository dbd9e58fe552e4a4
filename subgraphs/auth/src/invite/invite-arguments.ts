import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { EmailAddressResolver } from 'graphql-scalars';
import type { InvitationRequest } from '../services/invitation.service.ts';
import { parseLifetime } from './parse-lifetime.ts';

export type InviteArguments =
  | { readonly kind: 'create'; readonly request: InvitationRequest; readonly isJson: boolean }
  | { readonly kind: 'list'; readonly isJson: boolean }
  | { readonly kind: 'revoke'; readonly id: number }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string };

interface Flags {
  readonly expires: number;
  readonly uses: number;
  readonly email?: string;
  readonly list?: boolean;
  readonly revoke?: number;
  readonly json?: boolean;
}

const maxUses = 10_000;
const maxId = 2 ** 31 - 1;

/** Parses what follows the command's name. Neither help nor a mistake ends the process or writes anything. */
export function parseInviteArguments(argv: readonly string[]): InviteArguments {
  let text = '';
  const write = (part: string) => (text += part);
  const command = createCommand().configureOutput({ writeOut: write, writeErr: write });
  try {
    command.parse(argv, { from: 'user' });
    return actionOf(command.opts<Flags>());
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.code === 'commander.helpDisplayed') return { kind: 'help', text };
    return { kind: 'wrong', text: `${createCommand().helpInformation()}\n${text.trimEnd()}\n` };
  }
}

function actionOf({ list, revoke, json = false, expires: lifetimeSeconds, uses, email }: Flags): InviteArguments {
  if (list) return { kind: 'list', isJson: json };
  if (revoke !== undefined) return { kind: 'revoke', id: revoke };
  return { kind: 'create', request: { email, uses, lifetimeSeconds }, isJson: json };
}

function createCommand(): Command {
  const week = parseLifetime('7d');
  return new Command('invite')
    .description(
      'Makes an invitation to register, for a system with REGISTRATION=invite, and shows its code this once.',
    )
    .usage('[options]')
    .addOption(
      new Option('--expires <time>', 'how long it is good: 30m, 12h, 7d, 4w').default(week, '7d').argParser(lifetime),
    )
    .addOption(
      new Option('--uses <number>', 'how many accounts it is good for').default(1).argParser(numberUpTo(maxUses)),
    )
    .addOption(new Option('--email <address>', 'the only address that it is good for').argParser(address))
    .addOption(
      new Option('--list', 'show the invitations that there are').conflicts(['expires', 'uses', 'email', 'revoke']),
    )
    .addOption(
      new Option('--revoke <number>', 'end the invitation of that number in the list')
        .conflicts(['expires', 'uses', 'email', 'json'])
        .argParser(numberUpTo(maxId)),
    )
    .option('--json', 'write JSON and nothing else')
    .helpOption('--help', 'show this')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong arguments.')
    .allowExcessArguments(false)
    .exitOverride();
}

function lifetime(text: string): number {
  const seconds = parseLifetime(text);
  if (seconds === undefined) throw new InvalidArgumentError('Give a time of a minute to a year: 30m, 12h, 7d, 4w.');
  return seconds;
}

function numberUpTo(max: number) {
  return (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= max) return number;
    throw new InvalidArgumentError(`Give a whole number from 1 to ${String(max)}.`);
  };
}

/** As `register` takes it. */
function address(text: string): string {
  try {
    return EmailAddressResolver.parseValue(text.trim());
  } catch {
    throw new InvalidArgumentError('This is no e-mail address.');
  }
}
