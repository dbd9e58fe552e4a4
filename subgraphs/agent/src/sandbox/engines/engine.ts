import type { JailedProgram } from '@mas/kit/sandbox/jails/jail';
import type { SandboxDescription } from '../sandbox.ts';

/** What understands the code. It brings a program that speaks the kernel's messages; a jail runs it. */
export interface Engine {
  readonly name: SandboxDescription['engine'];
  readonly language: SandboxDescription['language'];
  readonly guide: string;
  /** The program for one kernel with this much memory. */
  program(memoryBytes: number): JailedProgram;
}
