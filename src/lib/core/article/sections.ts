import type { Section } from './article.ts';

const textKeys: readonly (keyof Section)[] = ['id', 'heading', 'prose', 'code'];

/** Whether fetched data is the sections of an article. */
export const areSections = (value: unknown): value is Section[] =>
	Array.isArray(value) &&
	value.every((section: Partial<Section> | null) =>
		textKeys.every((key) => typeof section?.[key] === 'string')
	);
