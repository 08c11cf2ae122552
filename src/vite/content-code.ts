// The part of the content's code that Vite's plugins use. `loadContentCode` loads it as one compiled file.

export { libraryOptions } from '../lib/content/library/current.ts';
export { readBundleSources } from '../lib/content/library/bundle-sources.ts';
export { Development } from './development.ts';
export { findVariant } from './find-variant.ts';
