/**
 * Classic BPF as the kernel's seccomp takes it: instructions of 8 bytes (code, two jumps, a constant), over a record of the
 * call: number, architecture, instruction pointer, six arguments of 64 bits (linux/seccomp.h, linux/filter.h).
 */
export interface Instruction {
  readonly code: number;
  /** Instructions to pass over when the comparison holds, and when it does not. */
  readonly ifTrue: number;
  readonly ifFalse: number;
  readonly constant: number;
}

export const opcodes = {
  loadWord: 0x20, // BPF_LD | BPF_W | BPF_ABS
  jumpIfEqual: 0x15, // BPF_JMP | BPF_JEQ | BPF_K
  jumpIfGreater: 0x25, // BPF_JMP | BPF_JGT | BPF_K
  jumpIfAtLeast: 0x35, // BPF_JMP | BPF_JGE | BPF_K
  jumpIfAnyBit: 0x45, // BPF_JMP | BPF_JSET | BPF_K
  answer: 0x06, // BPF_RET | BPF_K
} as const;

/** Offsets into the record of the call. */
export const callRecord = {
  number: 0,
  architecture: 4,
  /** The lower half of an argument; all architectures of ours are little-endian. */
  argument: (index: number): number => 16 + index * 8,
} as const;

export const answers = {
  allow: 0x7fff0000, // SECCOMP_RET_ALLOW
  killProcess: 0x80000000, // SECCOMP_RET_KILL_PROCESS
  /** The call does nothing and returns this error number. */
  error: (errno: number): number => 0x00050000 | errno, // SECCOMP_RET_ERRNO
} as const;

export function load(offset: number): Instruction {
  return { code: opcodes.loadWord, ifTrue: 0, ifFalse: 0, constant: offset };
}

export function answer(constant: number): Instruction {
  return { code: opcodes.answer, ifTrue: 0, ifFalse: 0, constant };
}

type Comparison = 'jumpIfEqual' | 'jumpIfGreater' | 'jumpIfAtLeast' | 'jumpIfAnyBit';

/** Goes on with the next instructions when the comparison holds, and passes over so many when it does not. */
export function unless(comparison: Comparison, constant: number, skipped: number): Instruction {
  return { code: opcodes[comparison], ifTrue: 0, ifFalse: skipped, constant };
}

/** Passes over so many instructions when the comparison holds. */
export function when(comparison: Comparison, constant: number, skipped: number): Instruction {
  return { code: opcodes[comparison], ifTrue: skipped, ifFalse: 0, constant };
}

export function encode(program: readonly Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(({ code, ifTrue, ifFalse, constant }, index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(constant, index * 8 + 4);
  });
  return bytes;
}
