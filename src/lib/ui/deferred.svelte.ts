/**
 * A part of the site that loads after the page: a module that nothing imports statically, by
 * convention a room's `deferred.ts` (see the table in `src/README.md`).
 */
export class Deferred<Module> {
	#import: (() => Promise<Module>) | false;
	#loading: Promise<Module | null> | undefined;
	/** The module once it has loaded; components render nothing of it before. */
	current = $state.raw<Module | null>(null);

	constructor(load: (() => Promise<Module>) | false) {
		this.#import = load;
	}

	/** Never rejects: `null` means that the part could not be fetched, and the next call tries again. */
	load(): Promise<Module | null> {
		return (this.#loading ??= this.#fetch());
	}

	async #fetch(): Promise<Module | null> {
		try {
			if (this.#import) this.current = await this.#import();
		} catch {
			this.#loading = undefined;
		}
		return this.current;
	}
}

/**
 * Declares a deferred part. The build prerenders without it, and must not see the import: SvelteKit
 * links the style sheets of every module that a server bundle can reach, dynamic imports included.
 *
 *     const part = deferred(!import.meta.env.SSR && (() => import(…)));
 */
export const deferred = <Module>(load: (() => Promise<Module>) | false) => new Deferred(load);
