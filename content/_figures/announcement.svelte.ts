/** Long enough that a screen reader is not interrupted by each key press. */
const delayMs = 700;

/**
 * What a live region says: the outcome of a figure, once it has not changed for a moment. The outcome at
 * the start is not said. Made while a component is set up.
 */
export class Announcement {
	text = $state('');
	#isFirst = true;

	constructor(outcome: () => string) {
		$effect(() => {
			const next = outcome();
			if (this.#isFirst) {
				this.#isFirst = false;
				return;
			}
			const timer = setTimeout(() => (this.text = next), delayMs);
			return () => clearTimeout(timer);
		});
	}
}
