import { posix } from 'node:path';
import { didYouMean } from '../faults/did-you-mean.ts';
import type { Fault, Position } from '../faults/fault.ts';

interface ArticleFolder {
	read(path: string): Buffer | null;
	list(folder: string): string[];
}

/**
 * Errors that Svelte would report for an `.svx` article, at their position in the author's file:
 * the bundler would report them later, in a generated file.
 * @param compiled the Svelte source that mdsvex made of `source`
 */
export async function svelteFaults(
	source: string,
	compiled: string,
	folder: ArticleFolder
): Promise<Fault[]> {
	const script = /<script\b[^>]*>([\s\S]*?)<\/script>/.exec(source)?.[1] ?? '';
	return [
		...missingImports(source, script, folder),
		...unknownComponents(source, compiled, script),
		...(await syntaxFaults(source, compiled))
	];
}

function missingImports(source: string, script: string, { read, list }: ArticleFolder): Fault[] {
	return [...script.matchAll(/\b(?:from|import)\s*(['"])(\.[^'"]+)\1/g)].flatMap(([, , path]) => {
		const name = posix.normalize(path!);
		if (read(name)) return [];
		const known = didYouMean(posix.basename(name), list(posix.dirname(name)));
		return [{ ...placeOf(path!, source), problem: `import "${path}" does not exist${known}` }];
	});
}

function unknownComponents(source: string, compiled: string, script: string): Fault[] {
	const markup = compiled.replace(/<(script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, '');
	const names = new Set([...markup.matchAll(/<([A-Z]\w*)[\s/>]/g)].map(([, name]) => name!));
	return [...names]
		.filter((name) => !new RegExp(`\\b${name}\\b`).test(script))
		.map((name) => ({
			...placeOf(`<${name}`, source),
			problem: `component <${name}> is not imported; as text it is \`<${name}>\` in back-ticks`
		}));
}

async function syntaxFaults(source: string, compiled: string): Promise<Fault[]> {
	const { compile } = await import('svelte/compiler');
	try {
		compile(compiled, { generate: false, runes: true });
		return [];
	} catch (error) {
		const { message, position } = error as { message: string; position?: [number, number] };
		const found = compiled.slice(position?.[0] ?? 0).split('\n')[0]!;
		return [{ ...placeOf(found, source), problem: `Svelte: ${message.split('\n')[0]}` }];
	}
}

/** The position of a text in the author's file, or of the longest prefix of it that is found. */
function placeOf(text: string, source: string): Position {
	for (let length = Math.min(text.length, 40); length > 0; length--) {
		const before = source.slice(0, Math.max(0, source.indexOf(text.slice(0, length))));
		if (before)
			return {
				line: before.split('\n').length,
				column: before.length - before.lastIndexOf('\n')
			};
	}
	return { line: 1, column: 1 };
}
