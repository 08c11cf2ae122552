// The key is read by the page template too, which shows the theme before the first paint.
const key = 'theme';
const papers: Record<string, string> = { light: '#fbfaf6', dark: '#171614' };

/** `light`, `dark`, or the empty string for the system's, also where storage is blocked. */
export function keptTheme(): string {
	try {
		const theme = localStorage.getItem(key) ?? '';
		return Object.hasOwn(papers, theme) ? theme : '';
	} catch {
		return '';
	}
}

export function keepTheme(theme: string) {
	try {
		if (theme) localStorage.setItem(key, theme);
		else localStorage.removeItem(key);
	} catch {
		// It holds for this page then.
	}
}

/** Colours the page and the browser around it. */
export function showTheme(theme: string) {
	const { dataset } = document.documentElement;
	if (theme) dataset.theme = theme;
	else delete dataset.theme;
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = meta.media.includes('dark') ? 'dark' : 'light';
		meta.content = papers[theme || own]!;
	}
}
