import {
	declineInstall,
	clearSearches,
	setPosition,
	setRead,
	setCriteria,
	addSearch,
	renameArticles,
	setSeenSections,
	clearRead
} from './edits.ts';
import type { ReadingLog } from './log.ts';
import type { ReadingPosition, ReadingRecord } from './record.ts';

/** The reading log as reactive state, and the edits that pages make to it. */
export class ReadingState {
	#log: ReadingLog;
	/** Old id of an article → its id. */
	#renamed: Readonly<Record<string, string>> = {};
	record = $state.raw<ReadingRecord>()!;

	constructor(log: ReadingLog) {
		this.#log = log;
		this.record = log.record;
		log.onChange((record) => (this.record = record));
	}

	isRead = (id: string) => this.record.articles.get(id)?.read?.value === true;

	position = (id: string): ReadingPosition | null =>
		this.record.articles.get(id)?.position?.value ?? null;

	/** Where to continue an article; `null` once it has been finished since that position. */
	resumePosition(id: string): ReadingPosition | null {
		const { position, read } = this.record.articles.get(id) ?? {};
		return read?.value && position && read.at >= position.at ? null : (position?.value ?? null);
	}

	/** Ids of articles that were started and not finished, most recent first. */
	inProgress = $derived.by(() => this.#byTime('position').filter((id) => !this.isRead(id)));

	/** Ids of finished articles, most recent first. */
	finished = $derived.by(() => this.#byTime('read'));

	#byTime(name: 'position' | 'read'): string[] {
		return [...this.record.articles]
			.filter(([, article]) => article[name]?.value)
			.sort(([, a], [, b]) => b[name]!.at - a[name]!.at)
			.map(([id]) => id);
	}

	/** Stores the position, if there is a new one, and the hashes of sections that were seen. */
	recordProgress(id: string, position: ReadingPosition | null, seen: ReadonlyMap<string, string>) {
		return this.#edit((record, now) =>
			setSeenSections(position ? setPosition(record, id, position, now) : record, id, seen, now)
		);
	}

	/** @param hashes all sections of the article as they are now */
	markRead(id: string, hashes: ReadonlyMap<string, string>) {
		return this.#edit((record, now) => setRead(setSeenSections(record, id, hashes, now), id, now));
	}

	markUnread = (id: string) => this.#edit((record, now) => clearRead(record, id, now));

	recordSearch = (text: string) => this.#edit((record, now) => addSearch(record, text, now));

	clearSearches = () => this.#edit(clearSearches);

	recordView = (path: string, query: string) =>
		this.#edit((record, now) => setCriteria(record, path, query, now));

	declineInstall = () => this.#edit(declineInstall);

	export = () => this.#log.export();

	/** @returns what is wrong with the file; empty if it was imported */
	async import(text: string): Promise<string[]> {
		const faults = await this.#log.import(text);
		await this.followRenamed(this.#renamed);
		return faults;
	}

	/** Moves what is recorded of articles to the ids that they have now. @param renamed old id → id */
	async followRenamed(renamed: Readonly<Record<string, string>>) {
		this.#renamed = renamed;
		if (Object.keys(renamed).some((id) => this.record.articles.has(id)))
			await this.#edit((record) => renameArticles(record, renamed));
	}

	/** Reads edits that other tabs made while this page was frozen. */
	refresh = () => this.#log.refresh();

	#edit(change: (record: ReadingRecord, now: number) => ReadingRecord): Promise<void> {
		const now = Date.now();
		return this.#log.edit((record) => change(record, now));
	}
}
