import { answer, answers, callRecord, load, unless, when, type Instruction } from './bpf.ts';
import { allowedSyscalls, judgedSyscalls, lastKnownSyscall, type SyscallNumbers } from './syscalls.ts';

export type Architecture = 'x64' | 'arm64';

/** AUDIT_ARCH_X86_64 and AUDIT_ARCH_AARCH64 of linux/audit.h, and the column of the tables. */
const architectures = {
  x64: { audit: 0xc000003e, column: 0 },
  arm64: { audit: 0xc00000b7, column: 1 },
} as const satisfies Record<Architecture, { readonly audit: number; readonly column: 0 | 1 }>;

const x32Bit = 0x40000000;
const cloneThread = 0x00010000; // CLONE_THREAD: the same process
const errno = { notPermitted: 1, noTerminal: 25, notThere: 38, noAddressFamily: 97 } as const;
/** TCGETS asks whether something is a terminal; the others set what `fcntl` sets too, and count what can be read. */
const allowedIoctls = { TCGETS: 0x5401, FIONREAD: 0x541b, FIONBIO: 0x5421, FIONCLEX: 0x5450, FIOCLEX: 0x5451 } as const;

/**
 * The filter of system calls: what is on the list goes through, all else is refused as not permitted, or as unknown where the
 * kernel may know more calls than the list's author did. No new process (threads are none), no socket, no device's own
 * commands. Calls of another architecture's numbering, which the list does not speak of, kill.
 */
export function seccompFilter(architecture: Architecture): Instruction[] {
  const { audit, column } = architectures[architecture];
  const { clone, clone3, ioctl, socket } = judgedSyscalls;
  return [
    load(callRecord.architecture),
    when('jumpIfEqual', audit, 1),
    answer(answers.killProcess),
    load(callRecord.number),
    ...(architecture === 'x64' ? [unless('jumpIfAtLeast', x32Bit, 1), answer(answers.killProcess)] : []),
    // Its arguments lie in memory, where a filter does not see them: callers go back to clone when it is unknown.
    ...forCall(clone3[column], [answer(answers.error(errno.notThere))]),
    ...forCall(socket[column], [answer(answers.error(errno.noAddressFamily))]),
    ...forCall(clone[column], [
      load(callRecord.argument(0)),
      unless('jumpIfAnyBit', cloneThread, 1),
      answer(answers.allow),
      answer(answers.error(errno.notPermitted)),
    ]),
    ...forCall(ioctl[column], [
      load(callRecord.argument(1)),
      ...Object.values(allowedIoctls).flatMap((command) => [unless('jumpIfEqual', command, 1), answer(answers.allow)]),
      answer(answers.error(errno.noTerminal)),
    ]),
    ...ranges(numbersOf(allowedSyscalls, column)).flatMap(({ first, last }) => [
      when('jumpIfGreater', last, 2),
      unless('jumpIfAtLeast', first, 1),
      answer(answers.allow),
    ]),
    unless('jumpIfGreater', lastKnownSyscall, 1),
    answer(answers.error(errno.notThere)),
    answer(answers.error(errno.notPermitted)),
  ];
}

function forCall(number: number, instructions: readonly Instruction[]): Instruction[] {
  return [unless('jumpIfEqual', number, instructions.length), ...instructions];
}

function numbersOf(table: Readonly<Record<string, SyscallNumbers>>, column: 0 | 1): number[] {
  return Object.values(table).flatMap((numbers) => numbers[column] ?? []);
}

interface Range {
  readonly first: number;
  readonly last: number;
}

function ranges(numbers: readonly number[]): Range[] {
  const found: Range[] = [];
  for (const number of [...new Set(numbers)].sort((a, b) => a - b)) {
    const current = found.at(-1);
    if (current?.last === number - 1) found[found.length - 1] = { first: current.first, last: number };
    else found.push({ first: number, last: number });
  }
  return found;
}
