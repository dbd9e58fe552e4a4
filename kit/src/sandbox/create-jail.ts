import { AppError, toError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { createBwrapJail } from './jails/bwrap-jail.ts';
import { holdsNativeCode, jailWarnings } from './jail-warnings.ts';
import type { JailOptions } from './jails/jail-options.ts';
import { jailKinds, type Jail, type JailKind } from './jails/jail.ts';
import { createProcessJail } from './jails/process-jail.ts';
import { createSeatbeltJail } from './jails/seatbelt-jail.ts';
import { createUnshareJail } from './jails/unshare-jail.ts';
import { probeJail } from './probe/probe-jail.ts';

export interface JailChoice {
  /** `auto` takes the strongest that holds here. */
  readonly preferred: 'auto' | JailKind;
  /** Refuse to start with less than this. */
  readonly minimum?: JailKind | undefined;
}

const makers: Readonly<Record<JailKind, (options: JailOptions) => Promise<Jail>>> = {
  process: createProcessJail,
  seatbelt: createSeatbeltJail,
  unshare: createUnshareJail,
  bwrap: createBwrapJail,
};

/**
 * The jail that was asked for, tried out by a process that attempts to leave it.
 * @throws AppError SANDBOX_UNAVAILABLE, with the reasons, when there is none that is strong enough.
 */
export async function createJail({ preferred, minimum = 'process' }: JailChoice, options: JailOptions): Promise<Jail> {
  const candidates = preferred === 'auto' ? [...jailKinds].reverse() : [preferred];
  const reasons: string[] = [];
  for (const kind of candidates.filter((candidate) => jailKinds.indexOf(candidate) >= jailKinds.indexOf(minimum))) {
    try {
      const jail = await makeHolding(kind, options);
      report(jail, reasons, options.logger);
      return jail;
    } catch (error) {
      reasons.push(`${kind}: ${toError(error).message}`);
    }
  }
  const least = preferred === 'auto' ? `at least "${minimum}"` : `"${preferred}", at least "${minimum}"`;
  throw new AppError(
    'SANDBOX_UNAVAILABLE',
    `The sandbox cannot be had here as SANDBOX and SANDBOX_MIN ask for it (${least}). ${reasons.join('. ')}`.trim(),
  );
}

async function makeHolding(kind: JailKind, options: JailOptions): Promise<Jail> {
  const jail = await makers[kind](options);
  if (!holdsNativeCode(kind)) return jail;
  try {
    await probeJail(jail);
    return jail;
  } catch (error) {
    await jail.dispose();
    throw error;
  }
}

function report({ kind }: Jail, passedOver: readonly string[], logger: Logger): void {
  if (holdsNativeCode(kind)) logger.info({ jail: kind, passedOver }, 'The jail of the sandbox holds');
  else logger.warn({ jail: kind, passedOver }, jailWarnings(kind).join(' '));
}
