/** The folder of articles: OFFPRINT_CONTENT, or `content` by default. */
export const contentFolder = (): string => process.env.OFFPRINT_CONTENT ?? 'content';
