import type { OfflineList } from '$lib/core/offline/cache-entries.ts';
import { compareSaved, currentId, publishedUnit } from './saved-units.ts';

/**
 * Replaces saved units of older builds than the list's, and those of renamed articles by copies at
 * their new addresses. What cannot be replaced now stays as it is.
 * @returns ids of the units that have other content now
 */
export async function refreshSaved(
	units: ReadonlyMap<string, { hash?: string; build: string }>,
	list: OfflineList,
	save: (id: string) => Promise<void>,
	remove: (id: string) => Promise<void>
): Promise<string[]> {
	for (const oldId of units.keys()) {
		const id = currentId(list, oldId);
		if (id === oldId) continue;
		const isSaved = !publishedUnit(list, id) || (await succeeds(save(id)));
		if (isSaved) await remove(oldId);
	}
	const { changed, rebuilt } = compareSaved(units, list);
	for (const id of [...changed, ...rebuilt]) await succeeds(save(id));
	return changed;
}

const succeeds = (work: Promise<void>) =>
	work.then(
		() => true,
		() => false
	);
