import { currentLibrary } from '$lib/library/current';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async () => {
	const counts = new Map<string, number>();
	for (const { tags } of (await currentLibrary()).cards)
		for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
	return {
		tags: [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, count]) => ({ tag, count }))
	};
};
