/** The file name of a book: `library.epub`, or a category's slug with `.epub`. */
export const match = (param: string) => /^[a-z0-9-]+\.epub$/.test(param);
