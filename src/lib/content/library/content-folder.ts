/** The folder of articles: `content`, or the one that OFFPRINT_CONTENT names. */
export const contentFolder = (): string => process.env.OFFPRINT_CONTENT ?? 'content';
