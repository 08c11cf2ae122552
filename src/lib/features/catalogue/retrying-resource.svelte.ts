/** In milliseconds; each later one is twice as long, up to the longest. */
const firstPause = 5000;
const maxPause = 600_000;

/**
 * Something that is fetched when it is first wanted. What could not be had is tried again by itself,
 * when the network comes back and after pauses, and stays `failed` until it is there.
 */
export class RetryingResource<Value> {
	#fetch: () => Promise<Value>;
	#first: Promise<void> | undefined;
	#pause = firstPause;
	value = $state.raw<Value | null>(null);
	status = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');

	constructor(fetch: () => Promise<Value>) {
		this.#fetch = fetch;
	}

	/** Its outcome is not known yet. */
	get waiting() {
		return this.status === 'idle' || this.status === 'loading';
	}

	/** Settles when it is there, or could not be had at first. */
	load(): Promise<void> {
		if (!this.#first) {
			this.status = 'loading';
			this.#first = this.#try();
		}
		return this.#first;
	}

	async #try() {
		try {
			this.value = await this.#fetch();
			this.status = 'ready';
		} catch {
			this.status = 'failed';
			this.#tryLater();
		}
	}

	#tryLater() {
		const again = () => {
			clearTimeout(timer);
			removeEventListener('online', again);
			void this.#try();
		};
		const timer = setTimeout(again, this.#pause);
		addEventListener('online', again);
		this.#pause = Math.min(2 * this.#pause, maxPause);
	}
}
