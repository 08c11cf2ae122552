import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { compiled, type Program } from '../lib/content/cache/compiled.ts';

// node --import tsx src/scripts/run.ts <program> [options]: runs a program in TypeScript, compiled if it has
// changed, in a process of its own that loads no compiler.
const [program = '', ...options] = process.argv.slice(2);
// Rendering makes many small objects that are soon dropped. With more room for new ones a check takes 8 % less
// time; a build would need too much memory.
const flags = program === 'check' ? ['--max-semi-space-size=64'] : [];
const file = fileURLToPath(await compiled(program as Program));
const running = spawn(process.execPath, ['--expose-gc', ...flags, file, ...options], {
	stdio: 'inherit',
	// Otherwise glibc keeps what each thread has freed for that thread, a quarter of a build's memory.
	env: { MALLOC_ARENA_MAX: '1', ...process.env }
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => running.kill(signal));
running.on('exit', (code) => (process.exitCode = code ?? 1));
