import { toError } from '@mas/kit/errors';
import { connectAuthDatabase } from '../db/database.ts';
import { createInvitationRepository } from '../db/invitation.repository.ts';
import { createInvitationService, type InvitationService } from '../services/invitation.service.ts';
import type { RegistrationMode } from '../services/registration.service.ts';
import { type InviteArguments, parseInviteArguments } from './invite-arguments.ts';
import { describeInvitation, listInvitations, registerLink } from './describe-invitations.ts';

export interface InviteSystem {
  /** Where the accounts are. */
  readonly databaseUrl: string;
  /** Where people find the page, if that is known. */
  readonly pageUrl: string | undefined;
  readonly registration: RegistrationMode;
  dispose(): Promise<void>;
}

export interface InviteIo {
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Called when the arguments are good. */
  readonly openSystem: () => Promise<InviteSystem>;
}

const exitCodes = { done: 0, failed: 1, wrongArguments: 2 } as const;

/** The whole command. @returns its exit code. */
export async function invite(argv: readonly string[], io: InviteIo): Promise<number> {
  const parsed = parseInviteArguments(argv);
  if (parsed.kind === 'help') {
    io.writeOut(parsed.text);
    return exitCodes.done;
  }
  if (parsed.kind === 'wrong') {
    io.writeError(parsed.text);
    return exitCodes.wrongArguments;
  }
  try {
    const system = await io.openSystem();
    try {
      return await act(parsed, system, io);
    } finally {
      await system.dispose();
    }
  } catch (error) {
    io.writeError(`${toError(error).message}\n`);
    return exitCodes.failed;
  }
}

type Action = Exclude<InviteArguments, { readonly kind: 'help' | 'wrong' }>;

async function act(action: Action, system: InviteSystem, io: InviteIo): Promise<number> {
  const database = await connectAuthDatabase(system.databaseUrl);
  try {
    const invitations = createInvitationService(createInvitationRepository(database.fork()));
    return await perform(action, { invitations, system, io });
  } finally {
    await database.dispose();
  }
}

interface Parts {
  readonly invitations: InvitationService;
  readonly system: InviteSystem;
  readonly io: InviteIo;
}

async function perform(action: Action, { invitations, system, io }: Parts): Promise<number> {
  switch (action.kind) {
    case 'create': {
      const made = await invitations.create(action.request);
      const link = registerLink(made.code, system.pageUrl);
      io.writeOut(action.isJson ? `${JSON.stringify({ ...made, link })}\n` : describeInvitation(made, link));
      if (system.registration !== 'INVITE') io.writeError(uselessNow(system.registration));
      return exitCodes.done;
    }
    case 'list': {
      const all = await invitations.list();
      io.writeOut(action.isJson ? `${JSON.stringify(all)}\n` : listInvitations(all));
      return exitCodes.done;
    }
    case 'revoke': {
      const isRevoked = await invitations.revoke(action.id);
      if (isRevoked) io.writeOut(`Invitation ${String(action.id)} is not good any more.\n`);
      else io.writeError(`There is no invitation ${String(action.id)} that is good: --list shows which there are.\n`);
      return isRevoked ? exitCodes.done : exitCodes.failed;
    }
  }
}

function uselessNow(registration: RegistrationMode): string {
  const now =
    registration === 'OFF' ? 'nobody can register, with an invitation neither' : 'everybody can register without one';
  return `Note: by REGISTRATION=${registration.toLowerCase()} ${now}. Start the system with REGISTRATION=invite.\n`;
}
