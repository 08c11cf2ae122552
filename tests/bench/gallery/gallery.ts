import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Browser } from 'playwright-core';
import type { Site } from '../../built/build-sites.ts';
import { writeFeatureLibrary } from '../../built/feature-library.ts';
import { writeFixtureLibrary } from '../../built/fixture-library.ts';
import { buildSite } from '../build-site.ts';
import { articleStates, featureStates } from './article-states.ts';
import { deviceStates } from './device-states.ts';
import { faultStates } from './fault-states.ts';
import { galleryPage, type Shown } from './gallery-page.ts';
import { emptyStates, listStates } from './list-states.ts';
import { previewImages } from './preview-images.ts';
import { captureState } from './capture-state.ts';
import { article, type State } from './state.ts';

const widths = [360, 768, 1280];
const widthsOf = ({ narrow, main }: State) =>
	narrow ? widths.slice(0, 1) : main ? [320, ...widths] : widths;

/** Writes our own content with one article edited. */
function writeEditedContent(content: string) {
	cpSync('content', content, {
		recursive: true,
		filter: (source) => !['bin', 'obj', 'TestResults'].includes(basename(source))
	});
	const file = join(content, `${article}index.md`);
	const text = readFileSync(file, 'utf8');
	let section = 0;
	writeFileSync(
		file,
		text
			// Remove the reading time set by the author.
			.replace(/^minutes: .*\n/m, '')
			.replace(/^## /gm, (mark) => (section++ % 3 ? mark : `This sentence is new.\n\n${mark}`))
	);
}

/**
 * Captures every state of the pages at several widths in both color schemes, on one overview page.
 * @returns the path of that page, in `OFFPRINT_GALLERY` or a new temporary folder, and the names of
 * the states that could not be reached
 */
export async function makeGallery(
	browser: Browser,
	temporary: string
): Promise<{ path: string; missed: string[] }> {
	const folder = process.env.OFFPRINT_GALLERY ?? mkdtempSync(join(tmpdir(), 'offprint-gallery-'));
	mkdirSync(folder, { recursive: true });
	const build = (name: string, content: string): Site => {
		const site = join(temporary, `gallery-${name}`);
		buildSite(content, site);
		return { folder: site, base: '' };
	};
	const write = (name: string, writer: (content: string) => void) => {
		const content = join(temporary, `gallery-${name}-content`);
		writer(content);
		return content;
	};
	const own = build('own', 'content');
	const next = build('next', write('next', writeEditedContent));
	const empty = build(
		'empty',
		write('empty', (content) => writeFixtureLibrary(content, 0))
	);
	const features = build('features', write('features', writeFeatureLibrary));

	const all: Shown[] = [];
	for (const [site, states] of [
		[own, [...listStates, ...articleStates, ...deviceStates, ...faultStates]],
		[empty, emptyStates],
		[features, featureStates]
	] as const)
		for (const state of states) {
			const shown: Shown = { name: state.name, pictures: [], missed: [] };
			all.push(shown);
			for (const width of widthsOf(state))
				try {
					shown.pictures.push(...(await captureState(browser, site, next, state, width, folder)));
				} catch (error) {
					console.error(state.name, width, error);
					shown.missed.push({ width, why: stripVTControlCharacters((error as Error).message) });
				}
		}
	all.push(...(await previewImages(folder)));
	const path = join(folder, 'index.html');
	writeFileSync(path, galleryPage(all));
	return { path, missed: all.filter(({ missed }) => missed.length).map(({ name }) => name) };
}
