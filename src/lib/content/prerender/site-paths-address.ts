/**
 * Where `hooks.server.ts` answers a build with the paths of the site; followed by `/files/` or `/pages/` and the id of
 * an article, with those of its files or its pages.
 */
export const sitePathsAddress = '/_site-paths';
