/** Endings of a sample's files that are served as they are; every other file has a page. */
const servedAsIs = /\.(?:avif|gif|ico|jpe?g|pdf|png|svg|webp|woff2?|zip)\/?$/i;

/** Whether a file of a sample is served as it is and has no page that shows its text. */
export const isServedAsIs = (path: string): boolean => servedAsIs.test(path);
