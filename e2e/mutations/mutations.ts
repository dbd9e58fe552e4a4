import type { Mutation } from './mutation.ts';

const sandbox = 'kit/src/sandbox';
const native = 'kit/test/sandbox/native-code.test.ts';
const filterTest = 'kit/test/sandbox/seccomp-filter.test.ts';
const childrenTest = 'kit/test/sandbox/children.test.ts';
const hostileTest = 'subgraphs/agent/test/sandbox/hostile-child.test.ts';

const bwrap = (defence: string, from: string, to: string, name = 'bwrap without its filter'): Mutation => ({
  defence: `bwrap: ${defence}`,
  ...{ file: `${sandbox}/jails/bwrap-jail.ts`, from, to, test: native, name },
});

const unshare = (defence: string, from: string, to: string): Mutation => ({
  defence: `unshare: ${defence}`,
  ...{ file: `${sandbox}/jails/unshare-jail.ts`, from, to, test: native, name: 'in unshare' },
});

const filter = (defence: string, from: string, to: string): Mutation => ({
  defence: `system calls: ${defence}`,
  ...{ file: `${sandbox}/seccomp/seccomp-filter.ts`, from, to, test: filterTest },
});

const frames = (defence: string, file: string, from: string, to: string, name: string): Mutation => ({
  defence: `supervisor: ${defence}`,
  ...{ file, from, to, test: hostileTest, name },
});

/** Each defence of the sandbox that has a test of it alone. The others are held off by the test that is named. */
export const mutations: readonly Mutation[] = [
  bwrap('no network', `'--unshare-net', `, ''),
  bwrap('no other process', `'--unshare-pid', `, ''),
  bwrap('a root of its own', `['--ro-bind', root.path, '/', `, `['--ro-bind', '/', '/', `),
  bwrap(
    'nothing writable but the scratch directory',
    `isWritable ? '--bind' : '--ro-bind'`,
    `isWritable ? '--bind' : '--bind'`,
  ),
  bwrap('ends with the server', `['--die-with-parent', `, '['),
  bwrap(
    'the filter is loaded',
    `const filterArguments = hasFilter ?`,
    `const filterArguments = !hasFilter ?`,
    'in bwrap of',
  ),
  {
    defence: 'bwrap: not as a set-user-id program',
    file: `${sandbox}/jails/bwrap-jail.ts`,
    from: `& setUserId) !== 0`,
    to: `& setUserId) === 1`,
    test: 'kit/test/sandbox/choice.test.ts',
    name: 'set-user-id',
  },
  unshare('no network', `'--net', `, ''),
  unshare('no other process', `'--pid', `, ''),
  unshare('the old root is let go', `    quote(letGo),\n`, ''),
  unshare('nothing writable but the scratch directory', `...(isWritable || isDevice ? [] : ['ro'])`, ''),
  unshare('a bound on processes', '`${processLimit(maxProcesses)} || true`,\n', ''),
  unshare('no user namespace of its own', 'echo 0 > /proc/sys/user/max_user_namespaces', 'true'),
  unshare('ends with the server', `['--pdeathsig', 'KILL', tools.unshare]`, `['--pdeathsig', 'clear', tools.unshare]`),
  {
    defence: 'a user of its own, without capabilities',
    file: `${sandbox}/jails/become-guest.ts`,
    from: 'return [...user, ',
    to: 'return [',
    test: native,
    name: 'bwrap without its filter of root',
  },
  {
    defence: 'the probe at the start',
    file: `${sandbox}/probe/probe-jail.ts`,
    from: 'if (breaches.length > 0)',
    to: 'if (breaches.length < 0)',
    test: 'kit/test/sandbox/choice.test.ts',
    name: 'the probe',
  },
  {
    defence: 'SANDBOX_MIN',
    file: `${sandbox}/create-jail.ts`,
    from: `jailKinds.indexOf(candidate) >= jailKinds.indexOf(minimum)`,
    to: 'jailKinds.includes(candidate)',
    test: 'kit/test/sandbox/choice.test.ts',
    name: 'is refused when it is less',
  },
  filter('other architectures', `when('jumpIfEqual', audit, 1)`, `when('jumpIfAtLeast', 0, 1)`),
  filter('x32', `unless('jumpIfAtLeast', x32Bit, 1)`, `unless('jumpIfAtLeast', 0xffffffff, 1)`),
  filter(
    'clone3',
    `answer(answers.error(errno.notThere))]),\n    ...forCall(socket`,
    `answer(answers.allow)]),\n    ...forCall(socket`,
  ),
  filter('no socket', `[answer(answers.error(errno.noAddressFamily))]`, `[answer(answers.allow)]`),
  filter('threads and no process', `unless('jumpIfAnyBit', cloneThread, 1)`, `unless('jumpIfAtLeast', 0, 1)`),
  filter('no commands of devices', `answer(answers.error(errno.noTerminal))`, `answer(answers.allow)`),
  filter('what is not on the list', `answer(answers.error(errno.notPermitted)),\n  ];`, `answer(answers.allow),\n  ];`),
  {
    defence: 'descriptors of the server are covered',
    file: `${sandbox}/jails/spawn-child.ts`,
    from: '? device : ',
    to: `? channelDescriptor + 1 + i : `,
    test: childrenTest,
    name: 'no descriptor',
  },
  {
    defence: 'links that a child left are not followed',
    file: `${sandbox}/jails/open-left-file.ts`,
    from: ' | constants.O_NOFOLLOW',
    to: '',
    test: childrenTest,
    name: 'not what it points to',
  },
  {
    defence: 'crashes are logged',
    file: `${sandbox}/jailed-child.ts`,
    from: 'this.#logger.warn(',
    to: 'this.#logger.trace(',
    test: childrenTest,
    name: 'is logged',
  },
  {
    defence: 'an environment of its own',
    file: `${sandbox}/jails/guest-environment.ts`,
    from: 'return { LANG',
    to: 'return { ...process.env, LANG',
    test: hostileTest,
    name: 'environment',
  },
  frames('the nonce', `${sandbox}/jailed-child.ts`, ' || envelope.data.nonce !== this.#nonce', '', 'a wrong nonce'),
  frames(
    'the cap on a frame',
    `${sandbox}/frames/frame-codec.ts`,
    'if (length > cap)',
    'if (length < 0)',
    'a frame above the cap',
  ),
  frames(
    'messages of the protocol only',
    'subgraphs/agent/src/sandbox/kernel-messages.ts',
    `const done = z.strictObject(`,
    `const done = z.object(`,
    'more than it should have',
  ),
  frames('the deadline', `${sandbox}/watchdog.ts`, '}, deadlineMs);', '}, deadlineMs * 1000);', 'says nothing'),
  frames(
    'memory of the tree',
    `${sandbox}/watchdog.ts`,
    'if (residentBytes > memoryBytes)',
    'if (residentBytes < 0)',
    'fills the memory',
  ),
  frames(
    'the number of processes',
    `${sandbox}/watchdog.ts`,
    'else if (processes > maxProcesses)',
    'else if (processes < 0)',
    'starts many processes',
  ),
  frames(
    'files of the scratch directory',
    `${sandbox}/watchdog.ts`,
    '(is) => is && breach',
    '(is) => !is && is && breach',
    'fills its directory',
  ),
  frames(
    'prototypes',
    'subgraphs/agent/src/sandbox/untrusted-json.ts',
    `__proto__`,
    `__no_proto__`,
    'changes no prototype',
  ),
];
