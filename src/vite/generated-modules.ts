import { basename, join } from 'node:path';

export type GeneratedFile = 'catalogue' | 'index';

/** The files that the code of an article may import, by their specifier. */
const files: Record<string, GeneratedFile> = {
	'catalogue.json': 'catalogue',
	'index.json?raw': 'index'
};

/** What the id of a module that reads a generated file begins with. */
const prefix = '\0offprint-generated:';

export const generatedModules: readonly string[] = Object.values(files).map(
	(name) => prefix + name
);

/** The id of the module for a path; `undefined` if it is no such file. @param folder of generated files */
export function generatedModule(folder: string, path: string): string | undefined {
	const file = path.startsWith(folder) && files[basename(path)];
	return file ? prefix + file : undefined;
}

/** The file that a module reads; `undefined` for other modules. */
export const fileOfModule = (id: string): GeneratedFile | undefined =>
	id.startsWith(prefix) ? (id.slice(prefix.length) as GeneratedFile) : undefined;

/**
 * Source of a module that reads a file of the content when it runs, in a build or the development server,
 * so that the content is not in the bundle.
 */
export const generatedSource = (
	folder: string,
	name: GeneratedFile
) => `import { readFileSync } from 'node:fs';
const text = readFileSync(${JSON.stringify(join(folder, `${name}.json`))}, 'utf8');
export default ${name === 'catalogue' ? 'JSON.parse(text)' : 'text'};
`;
