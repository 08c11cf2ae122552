import {
	declineInstall,
	forgetSearches,
	keepPosition,
	markRead,
	rememberCriteria,
	rememberSearch,
	seenSections,
	unmarkRead
} from './edits.ts';
import type { Reader } from './log.ts';
import type { Position, ReaderRecord } from './record.ts';

/** What this reader did, as the pages show it, and how they add to it. */
export class ReadingState {
	#reader: Reader;
	record = $state.raw<ReaderRecord>()!;

	constructor(reader: Reader) {
		this.#reader = reader;
		this.record = reader.record;
		reader.onChange((record) => (this.record = record));
	}

	/** `false` where nothing outlives the page. */
	get kept() {
		return this.#reader.kept;
	}

	isRead = (id: string) => this.record.articles.get(id)?.read?.value === true;

	position = (id: string): Position | null => this.record.articles.get(id)?.position?.value ?? null;

	/** Where an article goes on: not at a place from before its end was reached. */
	placeToContinue(id: string): Position | null {
		const { position, read } = this.record.articles.get(id) ?? {};
		return read?.value && position && read.at >= position.at ? null : (position?.value ?? null);
	}

	/** Ids of articles that were begun and not finished, the latest first. */
	inProgress = $derived.by(() => this.#byTime('position').filter((id) => !this.isRead(id)));

	/** Ids of articles that were read to their end, the latest first. */
	finished = $derived.by(() => this.#byTime('read'));

	#byTime(name: 'position' | 'read'): string[] {
		return [...this.record.articles]
			.filter(([, article]) => article[name]?.value)
			.sort(([, a], [, b]) => b[name]!.at - a[name]!.at)
			.map(([id]) => id);
	}

	/** The reader is at a place, if it is one, and has seen sections as they are now. */
	reached(id: string, position: Position | null, seen: ReadonlyMap<string, string>) {
		return this.#edit((record, now) =>
			seenSections(position ? keepPosition(record, id, position, now) : record, id, seen, now)
		);
	}

	/** @param hashes all sections of the article as they are now */
	finish(id: string, hashes: ReadonlyMap<string, string>) {
		return this.#edit((record, now) => markRead(seenSections(record, id, hashes, now), id, now));
	}

	unfinish = (id: string) => this.#edit((record, now) => unmarkRead(record, id, now));

	searched = (text: string) => this.#edit((record, now) => rememberSearch(record, text, now));

	forgetSearches = () => this.#edit(forgetSearches);

	filtered = (path: string, query: string) =>
		this.#edit((record, now) => rememberCriteria(record, path, query, now));

	declineInstall = () => this.#edit(declineInstall);

	export = () => this.#reader.export();

	/** What is wrong with the file; nothing where it was taken in. */
	import = (text: string) => this.#reader.import(text);

	/** Takes over what other tabs did while this page was frozen. */
	refresh = () => this.#reader.refresh();

	#edit(change: (record: ReaderRecord, now: number) => ReaderRecord): Promise<void> {
		const now = Date.now();
		return this.#reader.edit((record) => change(record, now));
	}
}
