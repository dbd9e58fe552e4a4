import type { GuestIdentity } from './jail.ts';

/** Arguments of setpriv (util-linux) that end in a process of that user without any capability, for good. */
export function becomeGuest(identity: GuestIdentity | undefined): string[] {
  const user = identity ? [`--reuid=${identity.uid}`, `--regid=${identity.gid}`, '--clear-groups'] : [];
  return [...user, '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'];
}
