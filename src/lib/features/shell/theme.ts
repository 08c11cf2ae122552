// `app.html` reads the same key and applies the theme before the first paint.
const key = 'theme';
const themeColors: Record<string, string> = { light: '#fbfaf6', dark: '#171614' };

/** `light`, `dark`, or the empty string for the system's theme, also if storage is blocked. */
export function storedTheme(): string {
	try {
		const theme = localStorage.getItem(key) ?? '';
		return Object.hasOwn(themeColors, theme) ? theme : '';
	} catch {
		return '';
	}
}

export function storeTheme(theme: string) {
	try {
		if (theme) localStorage.setItem(key, theme);
		else localStorage.removeItem(key);
	} catch {
		// The choice lasts for this page only.
	}
}

/** Sets the colors of the page and of the browser's own bars. */
export function applyTheme(theme: string) {
	const { dataset } = document.documentElement;
	if (theme) dataset.theme = theme;
	else delete dataset.theme;
	for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
		const own = meta.media.includes('dark') ? 'dark' : 'light';
		meta.content = themeColors[theme || own]!;
	}
}
