import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { answers, encode } from '../../src/sandbox/seccomp/bpf.ts';
import { seccompFilter, type Architecture } from '../../src/sandbox/seccomp/seccomp-filter.ts';
import { allowedSyscalls, judgedSyscalls, type SyscallNumbers } from '../../src/sandbox/seccomp/syscalls.ts';
import { requirement } from '../../src/testing/requirements.ts';
import { runFilter } from './bpf-interpreter.ts';

const audit = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const i386 = 0x40000003;
const arm = 0x40000028;
const refused = answers.error(1);
const unknown = answers.error(38);

function ask(
  architecture: Architecture,
  number: number,
  args: readonly bigint[] = [],
  called: number = audit[architecture],
) {
  return runFilter(encode(seccompFilter(architecture)), { number, architecture: called, args });
}

/** By x86_64's and aarch64's numbers: what an attacker with native code would call. */
const dangerous: Readonly<Record<string, readonly [number | undefined, number | undefined]>> = {
  ptrace: [101, 117],
  process_vm_readv: [310, 270],
  process_vm_writev: [311, 271],
  pidfd_open: [434, 434],
  pidfd_getfd: [438, 438],
  pidfd_send_signal: [424, 424],
  kcmp: [312, 272],
  mount: [165, 40],
  umount2: [166, 39],
  pivot_root: [155, 41],
  chroot: [161, 51],
  unshare: [272, 97],
  setns: [308, 268],
  move_mount: [429, 429],
  open_tree: [428, 428],
  fsopen: [430, 430],
  mount_setattr: [442, 442],
  bpf: [321, 280],
  perf_event_open: [298, 241],
  io_uring_setup: [425, 425],
  io_uring_enter: [426, 426],
  userfaultfd: [323, 282],
  keyctl: [250, 219],
  add_key: [248, 217],
  request_key: [249, 218],
  init_module: [175, 105],
  finit_module: [313, 273],
  kexec_load: [246, 104],
  reboot: [169, 142],
  swapon: [167, 224],
  syslog: [103, 116],
  sethostname: [170, 161],
  settimeofday: [164, 170],
  clock_settime: [227, 112],
  open_by_handle_at: [304, 265],
  name_to_handle_at: [303, 264],
  mknod: [133, undefined],
  mknodat: [259, 33],
  iopl: [172, undefined],
  ioperm: [173, undefined],
  modify_ldt: [154, undefined],
  personality: [135, 92],
  fork: [57, undefined],
  vfork: [58, undefined],
  execveat: [322, 281],
  memfd_create: [319, 279],
  socketpair: [53, 199],
  connect: [42, 203],
  bind: [49, 200],
  listen: [50, 201],
  accept: [43, 202],
  setxattr: [188, 5],
  quotactl: [179, 60],
  vhangup: [153, 58],
  seccomp: [317, 277],
};

describe.each(['x64', 'arm64'] as const)('the filter of system calls for %s', (architecture) => {
  const column = architecture === 'x64' ? 0 : 1;

  test.each(Object.entries(allowedSyscalls).filter(([, numbers]) => numbers[column] !== null))(
    'lets %s through',
    (_name, numbers) => {
      expect(ask(architecture, numbers[column] ?? -1)).toBe(answers.allow);
    },
  );

  test.each(Object.entries(dangerous).filter(([, numbers]) => numbers[column] !== undefined))(
    'refuses %s',
    (_name, numbers) => {
      expect(ask(architecture, numbers[column] ?? -1)).toBe(refused);
    },
  );

  test('lets threads begin and no process', () => {
    const clone = judgedSyscalls.clone[column];
    const thread = 0x3d0f00n; // what the C library asks for: memory, files, signal handlers and the process shared
    expect(ask(architecture, clone, [thread])).toBe(answers.allow);
    for (const flags of [17n, 0x4000n + 0x100n + 17n, 0x10000000n, 0x7e020000n]) {
      expect(ask(architecture, clone, [flags])).toBe(refused);
    }
    expect(ask(architecture, judgedSyscalls.clone3[column])).toBe(unknown);
  });

  test('has no socket of any family', () => {
    for (const family of [1n, 2n, 10n, 16n, 17n, 38n, 40n]) {
      expect(ask(architecture, judgedSyscalls.socket[column], [family])).toBe(answers.error(97));
    }
  });

  test('has the commands of descriptors and none of devices', () => {
    const ioctl = judgedSyscalls.ioctl[column];
    for (const command of [0x5401n, 0x541bn, 0x5421n])
      expect(ask(architecture, ioctl, [3n, command])).toBe(answers.allow);
    // TIOCSTI, TIOCLINUX, SIOCGIFCONF, and one whose lower half is another's
    for (const command of [0x5412n, 0x541cn, 0x8912n]) {
      expect(ask(architecture, ioctl, [3n, command])).toBe(answers.error(25));
    }
  });

  test('kills calls by the numbers of another architecture', () => {
    for (const called of [i386, arm, audit[architecture === 'x64' ? 'arm64' : 'x64'], 0]) {
      expect(ask(architecture, 0, [], called)).toBe(answers.killProcess);
    }
  });

  test('answers calls that came after it as unknown', () => {
    for (const number of [463, 500, 1000, 0x3fffffff]) expect(ask(architecture, number)).toBe(unknown);
  });
});

test('calls of x32 are killed', () => {
  for (const number of [0x40000000, 0x40000001, 0x40000208, 0x7fffffff, 0xffffffff]) {
    expect(ask('x64', number)).toBe(answers.killProcess);
  }
});

const headers = [
  { file: '/usr/include/x86_64-linux-gnu/asm/unistd_64.h', pattern: /^#define __NR_(\w+) (\d+)$/gm, column: 0 },
  { file: '/usr/include/asm-generic/unistd.h', pattern: /^#define __NR(?:3264)?_(\w+) (\d+)$/gm, column: 1 },
] as const;

describe('the numbers of the tables', () => {
  for (const { file, pattern, column } of headers) {
    (requirement(file, existsSync(file)) ? test : test.skip)(`are those of ${file}`, () => {
      const found = readFileSync(file, 'utf8').matchAll(pattern);
      const numbers = new Map([...found].map(([, name, number]) => [name, Number(number)]));
      // One call, by the name of its 64-bit form in the generic header.
      numbers.set('newfstatat', numbers.get('newfstatat') ?? numbers.get('fstatat') ?? 0);
      const tables: Readonly<Record<string, SyscallNumbers>> = { ...allowedSyscalls, ...judgedSyscalls };
      const wrong = Object.entries(tables).filter(
        ([name, table]) => numbers.has(name) && table[column] !== null && numbers.get(name) !== table[column],
      );
      expect(wrong).toEqual([]);
    });
  }
});
