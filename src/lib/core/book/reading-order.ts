import type { ArticleCard } from '../article/article.ts';

/** The order of a list, but the parts of a series follow each other where the list has the first. */
export function readingOrder<Card extends Pick<ArticleCard, 'series' | 'part'>>(
	cards: readonly Card[]
): Card[] {
	const done = new Set<string>();
	return cards.flatMap((card) => {
		const { series } = card;
		if (series === undefined) return [card];
		if (done.has(series)) return [];
		done.add(series);
		return cards
			.filter((other) => other.series === series)
			.sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
	});
}
