import { compiled } from '../lib/content/cache/compiled.ts';

// tsx src/scripts/run.ts <program> [options]: runs a program in TypeScript, compiled if it has changed.
const [entry = ''] = process.argv.splice(2, 1);
await import(await compiled(entry));
