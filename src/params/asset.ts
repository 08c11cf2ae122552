/** A file beside an article: its name has an ending, which no page's path has. */
export const match = (param: string) => /\.[A-Za-z0-9]+$/.test(param);
