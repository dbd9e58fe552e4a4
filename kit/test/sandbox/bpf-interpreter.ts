import { opcodes } from '../../src/sandbox/seccomp/bpf.ts';

/** One system call as the kernel shows it to a filter. */
export interface Call {
  readonly number: number;
  readonly architecture: number;
  readonly args?: readonly bigint[];
}

/** Runs an encoded filter over a call, as the kernel does, and returns its answer. @throws Error when it does what the kernel refuses. */
export function runFilter(program: Buffer, { number, architecture, args = [] }: Call): number {
  const record = Buffer.alloc(64);
  record.writeUInt32LE(number, 0);
  record.writeUInt32LE(architecture, 4);
  args.forEach((value, index) => record.writeBigUInt64LE(BigInt.asUintN(64, value), 16 + index * 8));
  let accumulator = 0;
  for (let at = 0; at * 8 < program.length; at += 1) {
    const code = program.readUInt16LE(at * 8);
    const [ifTrue, ifFalse] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)];
    const constant = program.readUInt32LE(at * 8 + 4);
    const jump = (holds: boolean): number => (holds ? ifTrue : ifFalse);
    switch (code) {
      case opcodes.loadWord:
        if (constant % 4 !== 0) throw new Error('A load that is not aligned');
        accumulator = record.readUInt32LE(constant);
        break;
      case opcodes.jumpIfEqual:
        at += jump(accumulator === constant);
        break;
      case opcodes.jumpIfGreater:
        at += jump(accumulator > constant);
        break;
      case opcodes.jumpIfAtLeast:
        at += jump(accumulator >= constant);
        break;
      case opcodes.jumpIfAnyBit:
        at += jump((accumulator & constant) !== 0);
        break;
      case opcodes.answer:
        return constant;
      default:
        throw new Error(`No instruction has the code ${code}`);
    }
  }
  throw new Error('The filter ended without an answer');
}
