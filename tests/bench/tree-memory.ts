import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs in a process of its own, because a build blocks this one. */
const watcher = `
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const [root, file] = [Number(process.argv[1]), process.argv[2]];
let peak = 0;
setInterval(() => {
	const children = new Map();
	const bytes = new Map();
	for (const name of readdirSync('/proc').filter((name) => /^\\d+$/.test(name))) {
		try {
			const facts = readFileSync('/proc/' + name + '/stat', 'utf8').replace(/^.*\\) /s, '').split(' ');
			const [pid, parent] = [Number(name), Number(facts[1])];
			if (pid === process.pid) continue;
			bytes.set(pid, Number(facts[21]) * 4096);
			children.set(parent, [...(children.get(parent) ?? []), pid]);
		} catch {}
	}
	const sum = (pid) => (children.get(pid) ?? []).reduce((all, child) => all + bytes.get(child) + sum(child), 0);
	const now = sum(root);
	if (now <= peak) return;
	peak = now;
	writeFileSync(file, String(peak));
}, 100);
`;

/**
 * The most memory that the processes which `work` starts have at a time: the sum of their resident pages,
 * ten times a second. `null` where there is no `/proc`.
 */
export function watchTree<Result>(work: () => Result): { result: Result; bytes: number | null } {
	if (!existsSync('/proc/self/stat')) return { result: work(), bytes: null };
	const folder = mkdtempSync(join(tmpdir(), 'offprint-memory-'));
	const file = join(folder, 'peak');
	const watching = spawn(process.execPath, ['-e', watcher, String(process.pid), file], {
		stdio: 'ignore'
	});
	try {
		const result = work();
		return { result, bytes: existsSync(file) ? Number(readFileSync(file, 'utf8')) : null };
	} finally {
		watching.kill();
		rmSync(folder, { recursive: true, force: true });
	}
}
