// What the plugins run of the content's code: `loadContentCode` loads it, compiled to one file.

export { libraryOptions } from '../lib/content/library/current.ts';
export { readBundleSources } from '../lib/content/library/bundle-sources.ts';
export { Development } from './development.ts';
export { findVariant } from './find-variant.ts';
