/** Share of stale reads of one key that is written at regular intervals and cached in one layer. */

export interface Load {
	ttlSeconds: number;
	writesPerMinute: number;
	readsPerSecond: number;
	/** From a write until its event has removed the old entry. */
	delayMs: number;
	/** Share of events that never arrive, 0 to 1. */
	lost: number;
}

export interface StaleShares {
	ttl: number;
	events: number;
	both: number;
}

/**
 * Seconds that an entry stays stale after a write, on average: until the given end, or until its
 * lifetime ends, which at the time of the write is anywhere between now and a whole lifetime away.
 */
export const staleAfterWrite = (end: number, ttl: number) =>
	end < ttl ? end - end ** 2 / (2 * ttl) : ttl / 2;

export function staleShares(load: Load): StaleShares {
	const { ttlSeconds: ttl, delayMs, lost } = load;
	const writesPerSecond = load.writesPerMinute / 60;
	if (writesPerSecond === 0) return { ttl: 0, events: 0, both: 0 };

	// The next write starts the count anew.
	const interval = 1 / writesPerSecond;
	const delay = Math.min(delayMs / 1000, interval);
	const withEvents = (lifetime: number) =>
		writesPerSecond *
		((1 - lost) * staleAfterWrite(delay, lifetime) + lost * staleAfterWrite(interval, lifetime));

	// The read that finds the entry expired loads a new one and is never stale.
	const readsInLifetime = load.readsPerSecond * ttl;
	const hits = readsInLifetime / (1 + readsInLifetime);
	return {
		ttl: hits * writesPerSecond * staleAfterWrite(interval, ttl),
		events: withEvents(Infinity),
		both: hits * withEvents(ttl)
	};
}

/** Two digits of a percentage, and no long row of zeros. */
export function asPercent(share: number): string {
	const percent = Number((share * 100).toPrecision(2));
	return percent > 0 && percent < 0.0001 ? 'under 0.0001 %' : `${percent} %`;
}

export function asSeconds(seconds: number): string {
	if (seconds < 60 || seconds % 60) return `${seconds} s`;
	return seconds < 3600 || seconds % 3600 ? `${seconds / 60} min` : `${seconds / 3600} h`;
}
