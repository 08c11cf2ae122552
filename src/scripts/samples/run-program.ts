import { spawn } from 'node:child_process';

const quietDotnet = {
	DOTNET_CLI_UI_LANGUAGE: 'en',
	DOTNET_CLI_TELEMETRY_OPTOUT: '1',
	DOTNET_NOLOGO: '1',
	MSBUILDDISABLENODEREUSE: '1'
};

/** Runs a program to its end; `output` is what it wrote to both of its streams. */
export function run(
	program: string,
	args: string[],
	folder: string,
	environment: Record<string, string> = {}
): Promise<{ code: number | null; output: string }> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd: folder,
			env: { ...process.env, ...quietDotnet, ...environment },
			stdio: ['ignore', 'pipe', 'pipe'],
			shell: process.platform === 'win32'
		});
		let output = '';
		child.stdout.on('data', (data) => (output += data));
		child.stderr.on('data', (data) => (output += data));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code, output }));
	});
}

/** The output of a program that has to succeed; throws with the end of it otherwise. */
export async function must(program: string, args: string[], folder: string): Promise<string> {
	const { code, output } = await run(program, args, folder);
	if (code === 0) return output;
	throw new Error(`${program} ${args.join(' ')} failed\n${indent(lastLines(output))}`);
}

export const indent = (text: string) => text.replace(/^/gm, '    ');

export const lastLines = (output: string) => output.trimEnd().split('\n').slice(-30).join('\n');
