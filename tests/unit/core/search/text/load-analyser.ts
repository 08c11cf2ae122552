import { createAnalyser } from '../../../../../src/lib/core/search/text/analyse.ts';
import { loadStemmer } from '../../../../../src/lib/core/search/text/stemmers.ts';

export const loadAnalyser = async (language: string) =>
	createAnalyser(language, await loadStemmer(language));
export const english = await loadAnalyser('en');
