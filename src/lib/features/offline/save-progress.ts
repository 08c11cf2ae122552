import { articleIdOf } from './saved-units.ts';

export interface SaveProgress {
	/** Ids of the units that are being saved. */
	ids: readonly string[];
	/** Articles that are being saved; a sample counts as part of its article. */
	articles: number;
	/** Articles that are saved completely. */
	done: number;
	bytes: number;
	totalBytes: number;
	paused: boolean;
}

/** The progress of saving some units, as far as it follows from what is saved already. */
export function saveProgress(
	ids: readonly string[],
	isCurrent: (id: string) => boolean,
	sizeOf: (ids: readonly string[]) => number
): SaveProgress {
	const missing = ids.filter((id) => !isCurrent(id));
	const articles = new Set(ids.map(articleIdOf)).size;
	return {
		ids,
		articles,
		done: articles - new Set(missing.map(articleIdOf)).size,
		bytes: sizeOf(ids.filter((id) => !missing.includes(id))),
		totalBytes: sizeOf(ids),
		paused: false
	};
}
