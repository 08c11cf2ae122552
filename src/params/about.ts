/** The page that `about.md` in the content folder becomes. */
export const match = (param: string) => param === 'about';
