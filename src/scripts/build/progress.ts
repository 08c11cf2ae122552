import { progressLine } from './build-report.ts';

/** A line at the bottom of a terminal; nothing if the output is a file or a pipe. */
export class Progress {
	/** The line as it stands; empty for none. */
	#line = '';
	show(fraction: number, label: string) {
		const { isTTY, columns } = process.stdout;
		if (!isTTY) return;
		const line = progressLine(fraction, label, columns || 80);
		if (line !== this.#line) process.stdout.write(`\r\x1b[K${line}`);
		this.#line = line;
	}

	clear() {
		if (this.#line) process.stdout.write('\r\x1b[K');
		this.#line = '';
	}
}
