/** Formats that the standards refer to; each tells whether a value has it. */
const text = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';

/** RFC 3986, absolute, of the web. */
const url = (value: unknown) =>
	text(value) && /^https?:\/\/[^\s"<>]+$/.test(value) && URL.canParse(value);

const isDay = (value: string) => {
	const day = new Date(`${value}T00:00:00Z`);
	return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
};

/** ISO 8601, a day of the calendar. */
const date = (value: unknown) => text(value) && /^\d{4}-\d{2}-\d{2}$/.test(value) && isDay(value);

/** RFC 3339, a day and a time with its zone. */
const dateTime = (value: unknown) =>
	text(value) &&
	/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
	!Number.isNaN(Date.parse(value));

/** ISO 8601, with hours, minutes and seconds. */
const duration = (value: unknown) =>
	text(value) && /^PT(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?$/.test(value);

const integer = (value: unknown) => Number.isInteger(value);

/** RFC 5646. */
const language = (value: unknown) => {
	try {
		return Intl.getCanonicalLocales(value as string).length === 1;
	} catch {
		return false;
	}
};

export const formats = { text, url, date, dateTime, duration, integer, language };
