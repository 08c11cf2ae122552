import { readFileSync } from 'node:fs';

const themeFile = 'src/lib/ui/theme.css';

export type ColorName = 'paper' | 'ink' | 'ink-soft' | 'rule' | 'accent';

let siteTheme: string | undefined;

/** The light theme's value of a color of the site, as `#rrggbb`. */
export function lightColor(
	name: ColorName,
	theme = (siteTheme ??= readFileSync(themeFile, 'utf8'))
): string {
	const [, color] = new RegExp(`--${name}: light-dark\\((#[0-9a-f]+),`).exec(theme) ?? [];
	if (!color) throw new Error(`${themeFile} has no color --${name}`);
	return color;
}
