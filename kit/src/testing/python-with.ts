import { spawnSync } from 'node:child_process';

/** A Python that has the package: the one that PYTHON names or `python3`, or the system's own; nothing where there is none. */
export function pythonWith(name: string): string | undefined {
  const candidates = [process.env['PYTHON'] ?? 'python3', '/usr/bin/python3'];
  return candidates.find((python) => spawnSync(python, ['-c', `import ${name}`]).status === 0);
}
