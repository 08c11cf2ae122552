import { createHash } from 'node:crypto';

/** What SvelteKit writes at the end of a page: it imports the app and starts it. */
const script = /<script>(\s*\{\s*__sveltekit_[\s\S]*?)<\/script>/;
const imports = /Promise\.all\(\[([\s\S]*?)\]\)(?=\s*\.then\(\(\[kit, app\]\))/;

/**
 * Makes a page's app start once the page has loaded, or when the reader asks for it earlier: the page is
 * complete without it. `asked` in `app.html` says when that is.
 * @param html a page as SvelteKit renders it, with the hash of its script in its policy
 * @param modules the app's modules that SvelteKit would preload; they are fetched in one go with the app
 * @throws if SvelteKit writes something else than this expects
 */
export function startWhenAsked(html: string, modules: readonly string[]): string {
	const [, code] = script.exec(html) ?? [];
	if (code === undefined || !imports.test(code))
		throw new Error('The script that starts the app is not as expected of SvelteKit');
	const changed = code.replace(imports, (_, app: string) => {
		const others = modules.filter((path) => !app.includes(path));
		const all = [app.trim(), ...others.map((path) => `import(${JSON.stringify(path)})`)];
		return `asked.then(() => Promise.all([\n\t${all.join(',\n\t')}\n]))`;
	});
	return html.replace(code, () => changed).replace(hashOf(code), hashOf(changed));
}

const hashOf = (code: string) => createHash('sha256').update(code).digest('base64');
