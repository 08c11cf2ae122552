import type { Section } from './article.ts';

const parts: readonly (keyof Section)[] = ['id', 'heading', 'prose', 'code'];

/** Whether something that was fetched is the sections of an article. */
export const areSections = (value: unknown): value is Section[] =>
	Array.isArray(value) &&
	value.every((section: Partial<Section> | null) =>
		parts.every((part) => typeof section?.[part] === 'string')
	);
