/** The file name of a sample's archive: the article's slug with `.zip`. */
export const match = (param: string) => /^[a-z0-9-]+\.zip$/.test(param);
