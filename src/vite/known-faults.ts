import { resolve } from 'node:path';
import { faultText, sortFaults, type FileFault } from '../lib/content/faults/report.ts';

/** The faults of the content during development, from what has been read, rendered and checked so far. */
export class KnownFaults {
	/** By text, because several steps may find the same. */
	#read = new Map<string, FileFault>();
	#others = new Map<string, FileFault>();

	get all(): FileFault[] {
		return sortFaults([...new Map([...this.#read, ...this.#others]).values()]);
	}

	/**
	 * After an edit.
	 * @param read every fault of files, settings and front matter
	 * @param edited absolute paths of files whose other faults may be mended; by default of all
	 */
	setRead(read: readonly FileFault[], edited?: ReadonlySet<string>) {
		const isStill = ([text, { file }]: [string, FileFault]) =>
			edited && !edited.has(resolve(file)) && !this.#read.has(text);
		this.#others = new Map([...this.#others].filter(isStill));
		this.#read = byText(read);
	}

	/** @param rendered the faults of an article */
	add(rendered: readonly FileFault[]) {
		for (const [text, fault] of byText(rendered)) this.#others.set(text, fault);
	}

	/** @param checked every fault of the content */
	set(checked: readonly FileFault[]) {
		const all = byText(checked);
		for (const text of this.#read.keys()) if (!all.has(text)) this.#read.delete(text);
		this.#others = all;
	}
}

const byText = (faults: readonly FileFault[]) =>
	new Map(faults.map((fault) => [faultText(fault), fault]));
