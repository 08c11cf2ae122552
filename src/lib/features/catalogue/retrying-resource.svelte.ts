/** Each delay is twice as long as the one before it, up to the maximum. */
const firstDelayMs = 5000;
const maxDelayMs = 600_000;

/**
 * A value that is fetched on demand. After a failure it is fetched again when the network returns and
 * after growing delays; until that succeeds its status is "failed".
 */
export class RetryingResource<Value> {
	#fetch: () => Promise<Value>;
	#firstAttempt: Promise<void> | undefined;
	#delayMs = firstDelayMs;
	value = $state.raw<Value | null>(null);
	status = $state<'idle' | 'loading' | 'ready' | 'failed'>('idle');

	constructor(fetch: () => Promise<Value>) {
		this.#fetch = fetch;
	}

	/** Neither fetched nor failed yet. */
	get waiting() {
		return this.status === 'idle' || this.status === 'loading';
	}

	/** Resolves after the first attempt, whether it succeeded or failed. */
	load(): Promise<void> {
		if (!this.#firstAttempt) {
			this.status = 'loading';
			this.#firstAttempt = this.#try();
		}
		return this.#firstAttempt;
	}

	async #try() {
		try {
			this.value = await this.#fetch();
			this.status = 'ready';
		} catch {
			this.status = 'failed';
			this.#retryLater();
		}
	}

	#retryLater() {
		const retry = () => {
			clearTimeout(timer);
			removeEventListener('online', retry);
			void this.#try();
		};
		const timer = setTimeout(retry, this.#delayMs);
		addEventListener('online', retry);
		this.#delayMs = Math.min(2 * this.#delayMs, maxDelayMs);
	}
}
