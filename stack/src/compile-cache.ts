import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

/** Keeps compiled code between starts. It serves what is imported afterwards, so entry points call it before anything else. */
export function keepCompiledCode(): void {
  enableCompileCache(resolve(import.meta.dirname, '../../node_modules/.cache/multi-agent-system/compile'));
}
