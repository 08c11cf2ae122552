// @ts-check
import { compiled } from '../lib/content/cache/compiled.js';

// node src/scripts/run.js <program> [options]: runs a program in TypeScript, compiled if it has changed.
const [entry = ''] = process.argv.splice(2, 1);
await import(await compiled(entry));
