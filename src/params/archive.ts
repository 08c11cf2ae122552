/** The archive of a sample: the article's slug with the ending `.zip`. */
export const match = (param: string) => /^[a-z0-9-]+\.zip$/.test(param);
