import * as v from 'valibot';

/** The record of a run, in the sample's folder. */
export const verifiedFile = 'verified.json';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const version = v.pipe(v.string(), v.nonEmpty());
const versions = v.record(v.string(), version);

const recordSchema = v.strictObject({
	date: v.pipe(v.string(), v.isoDate()),
	/** The version of the .NET SDK; a sample in TypeScript has `node` instead. */
	sdk: v.optional(version),
	node: v.optional(version),
	packages: versions,
	servers: v.optional(versions),
	tests: v.strictObject({ passed: count, failed: v.literal(0), skipped: count }),
	/** The outcome of each test, by `Class.Method` or, in TypeScript, by `describe > it`. */
	results: v.record(v.string(), v.picklist(['passed', 'skipped'])),
	sources: v.pipe(v.string(), v.regex(/^sha256-[0-9a-f]{64}$/))
});

const verifiedSchema = v.pipe(
	recordSchema,
	v.check(({ sdk, node }) => !sdk !== !node, 'it has either sdk or node')
);

/** `sample/verified.json`: a run of all tests of the sample without a failure. */
export type VerifiedRecord = v.InferOutput<typeof verifiedSchema>;

/** The record in a `verified.json`, or what is wrong with it. */
export function parseRecord(json: string): VerifiedRecord | string {
	let value: unknown;
	try {
		value = JSON.parse(json);
	} catch (error) {
		return (error as Error).message;
	}
	const parsed = v.safeParse(verifiedSchema, value);
	if (parsed.success) return parsed.output;
	return parsed.issues
		.map((issue) => [v.getDotPath(issue), issue.message].filter(Boolean).join(': '))
		.join('; ');
}
