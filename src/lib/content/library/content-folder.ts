/** The folder of articles: OFFPRINT_CONTENT, or `content` by default. */
export const contentFolder = (): string => process.env.OFFPRINT_CONTENT ?? 'content';

/** The folder for files of one build. Builds that run at the same time have different ones. */
export const workFolder = (): string =>
	['.svelte-kit', process.env.OFFPRINT_WORK].filter(Boolean).join('/');

/** The folder for what is made of the content before Vite runs; `$generated`. */
export const generatedFolder = (): string => `${workFolder()}/offprint`;
