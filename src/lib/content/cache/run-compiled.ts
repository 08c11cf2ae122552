import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const compiler = pathToFileURL(resolve('src/lib/content/cache/compiled.ts')).href;

/** Code for a thread that runs a program in TypeScript, compiled. @param entry path of the program */
export const runCompiled = (entry: string): string =>
	`import('tsx/esm/api')
		.then(({ tsImport }) => tsImport(${JSON.stringify(compiler)}, ${JSON.stringify(compiler)}))
		.then(({ compiled }) => compiled(${JSON.stringify(entry)}))
		.then((url) => import(url))`;
