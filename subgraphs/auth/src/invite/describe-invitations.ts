import type { Invitation } from '../db/invitation.repository.ts';
import type { MadeInvitation } from '../services/invitation.service.ts';

/** The address of the page's form with the code filled in; only its path where nobody knows the rest. */
export function registerLink(code: string, pageUrl: string | undefined): string {
  return `${pageUrl?.replace(/\/+$/, '') ?? ''}/register?invitation=${code}`;
}

export function describeInvitation({ id, code, uses, email, expiresAt }: MadeInvitation, link: string): string {
  const accounts = uses === 1 ? 'one account' : `${String(uses)} accounts`;
  const of = email === null ? '' : ` of ${email}`;
  const where = link.startsWith('/') ? `the page's address with ${link}` : link;
  return `Invitation ${String(id)}, good for ${accounts}${of} until ${timeOf(expiresAt)}. Its code is shown this once:

  ${code}

Send it to whom you invite, or this link: ${where}
`;
}

export function listInvitations(invitations: readonly Invitation[]): string {
  if (invitations.length === 0) return 'There are no invitations.\n';
  const rows = invitations.map(({ id, state, used, uses, expiresAt, email }) => [
    String(id),
    state,
    `${String(used)} of ${String(uses)}`,
    timeOf(expiresAt),
    email ?? 'anybody',
  ]);
  const table = [['Number', 'State', 'Used', 'Good until', 'For'], ...rows];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
