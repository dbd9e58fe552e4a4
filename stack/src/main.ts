import { keepCompiledCode } from './compile-cache.ts';

keepCompiledCode();
try {
  const { serve } = await import('./serve.ts');
  await serve();
} catch (error) {
  process.stderr.write(`It could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
