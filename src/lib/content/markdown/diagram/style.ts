import { DiagramError } from './statements.ts';

const drawn = ['fill', 'stroke', 'stroke-width', 'color'];

/** Checks a style such as `fill:#f00,stroke:#333`. @throws {DiagramError} for one that is not drawn */
export function readStyle(text: string, line: number): string {
	const pairs = text
		.replace(/;\s*$/, '')
		.split(/,(?![^(]*\))/)
		.map((pair) => pair.split(/:(.*)/s).map((part) => part.trim()));
	for (const [name = '', value = ''] of pairs) {
		if (!drawn.includes(name))
			throw new DiagramError(line, `style "${name}" is not drawn; only ${drawn.join(', ')} are`);
		if (!/^(?:#[0-9a-f]{3,8}|[a-z]+|[\d.]+(?:px)?|(?:rgb|hsl)a?\([\d.,%\s]+\))$/i.test(value))
			throw new DiagramError(line, `style "${name}: ${value}" is not a plain color or width`);
	}
	return pairs.map(([name, value]) => `${name}:${value}`).join(',');
}
