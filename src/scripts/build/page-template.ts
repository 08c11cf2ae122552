import { readFile } from 'node:fs/promises';

const inlineScript = /(?<=<script>)[\s\S]*?(?=<\/script>)/;

/** The page template without comments and indentation: every page is half a kilobyte smaller as it is sent. */
export async function pageTemplate(): Promise<string> {
	const { minify } = await import('rolldown/utils');
	const template = await readFile('src/app.html', 'utf8');
	const [script] = inlineScript.exec(template)!;
	// Other scripts of a page use the names at its top level.
	const { code, errors } = await minify('app.js', script, {
		module: false,
		mangle: { toplevel: false }
	});
	if (errors.length) throw new Error(`src/app.html: ${errors[0]!.message}`);
	return template.replace(/\n\s+/g, '\n').replace(inlineScript, () => code);
}
