/** File types that are served unchanged; every other file of a sample has a page. */
const servedAsIs = /\.(?:avif|gif|ico|jpe?g|pdf|png|svg|webp|woff2?|zip)\/?$/i;

/** Whether a file of a sample is served unchanged instead of having a page that shows its text. */
export const isServedAsIs = (path: string): boolean => servedAsIs.test(path);
