import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../../src/scripts/find-program.ts';
import type { ProcessGroup } from './process-group.ts';

const ownDisplay = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
const broadway = findProgram(['broadwayd']);
const compiler = findProgram(['cc']);

/** A program of GTK 3 can be started: on a display, or on GTK's own one, which nobody sees. */
export const hasDisplay = Boolean(ownDisplay ?? (broadway && compiler));

/**
 * GTK's own display has no resolution, and WebKit zooms its pages by that: to a hundredth of their
 * size, mirrored. So the function that WebKit asks is replaced.
 */
const resolution = 'double gdk_screen_get_resolution(void *screen) { return screen ? 96 : -1; }';

/**
 * Starts a display if there is none.
 * @param folder for its files, empty
 * @param port a free one, where the display could be looked at
 * @returns the environment of a program that uses it
 */
export function openDisplay(
	folder: string,
	port: number,
	processes: ProcessGroup
): NodeJS.ProcessEnv {
	if (ownDisplay) return process.env;
	const library = join(folder, 'resolution.so');
	const source = join(folder, 'resolution.c');
	writeFileSync(source, resolution);
	execFileSync(compiler!, ['-shared', '-fPIC', '-o', library, source]);
	const runtime = join(folder, 'runtime');
	mkdirSync(runtime, { mode: 0o700 });
	const environment = {
		...process.env,
		XDG_RUNTIME_DIR: runtime,
		GDK_BACKEND: 'broadway',
		BROADWAY_DISPLAY: ':0'
	};
	processes.start(broadway!, ['--address=127.0.0.1', `--port=${port}`, ':0'], environment);
	return { ...environment, LD_PRELOAD: library };
}
