/** Where the parts of the index are, relative to the base path; hosts let browsers keep what is in it. */
export const partFolder = '_app/immutable/search/';

export const partPath = (name: string) => `${partFolder}${name}.txt`;
