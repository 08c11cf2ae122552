export interface Picture {
	file: string;
	width: number;
	color: string;
}

/** The result of capturing a state. */
export interface Shown {
	name: string;
	pictures: Picture[];
	/** Widths at which the state could not be reached. */
	missed: { width: number; why: string }[];
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);

const idOf = (name: string) => name.toLowerCase().replace(/\W+/g, '-');

function section({ name, pictures, missed }: Shown): string {
	const shown = pictures.map(
		({ file, width, color }) =>
			`<figure><a href="${file}"><img src="${file}" width="${width}" height="800" alt="${escaped(name)}, ${width} px, ${color}" loading="lazy"></a><figcaption>${width} px, ${color}</figcaption></figure>`
	);
	const cards = missed.map(
		({ width, why }) =>
			`<figure class="missed"><p>At ${width} px it could not be reached:</p><pre>${escaped(why)}</pre></figure>`
	);
	return `<section id="${idOf(name)}">
<h2>${escaped(name)}</h2>
<div>${[...shown, ...cards].join('\n')}</div>
</section>`;
}

/** A page with a table of contents, all pictures, and a red card for each missing picture. */
export function galleryPage(states: readonly Shown[]): string {
	const missed = states.filter((state) => state.missed.length);
	const link = ({ name, missed }: Shown) =>
		`<li><a href="#${idOf(name)}"${missed.length ? ' class="missed"' : ''}>${escaped(name)}</a></li>`;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Gallery</title>
<style>
body { margin: 1.5rem; font: 1rem/1.5 system-ui; color: #222; background: #e4e4e0 }
ul { columns: 16rem; padding-left: 1.2rem }
div { display: flex; gap: 1rem; overflow-x: auto; padding-bottom: 1rem }
figure { flex: none; margin: 0 }
figcaption { font-size: .85rem }
img { display: block; width: auto; height: 30rem; border: 1px solid #999 }
a.missed { color: #b00 }
figure.missed { box-sizing: border-box; width: 22rem; height: 30rem; padding: 1rem; overflow: auto; color: #fff; background: #b00 }
pre { white-space: pre-wrap }
</style>
<h1>Gallery</h1>
<p>${states.length} ${states.length === 1 ? 'state' : 'states'}${missed.length ? `, of which ${missed.length} could not be reached and are red` : ', all of them reached'}.</p>
<ul>
${states.map(link).join('\n')}
</ul>
${states.map(section).join('\n')}
</html>
`;
}
