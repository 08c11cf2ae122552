import { spawn, type ChildProcess } from 'node:child_process';

/** Programs that end together with what they have started, also if the test runner ends first. */
export class ProcessGroup {
	#children: ChildProcess[] = [];
	/** What the programs have written. */
	output = '';

	constructor() {
		process.once('exit', this.end);
	}

	start(program: string, args: readonly string[], env: NodeJS.ProcessEnv) {
		// Detached, it leads a group of its own, which its children join.
		const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'pipe'], env });
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (this.output += text));
		child.on('error', ({ message }) => (this.output += message));
		this.#children.push(child);
	}

	readonly end = () => {
		process.off('exit', this.end);
		for (const { pid } of this.#children.splice(0))
			try {
				if (pid) process.kill(-pid, 'SIGKILL');
			} catch {
				// It has ended by itself.
			}
	};
}
