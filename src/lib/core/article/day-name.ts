const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/**
 * A day as readers write it: `2026-11-03` → `3 Nov 2026`. The build and every browser write the same,
 * which `Intl` does not ensure: newer data has `Sept`.
 * @param day `YYYY-MM-DD`, or a time that begins so
 */
export const dayName = (day: string) =>
	`${+day.slice(8, 10)} ${months[+day.slice(5, 7) - 1]} ${day.slice(0, 4)}`;
