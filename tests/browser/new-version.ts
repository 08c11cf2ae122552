import type { Page } from 'playwright-core';
import type { Site } from '../built/build-sites.ts';
import { fixtureArticle } from '../built/fixture-library.ts';
import { buildOf, bundleOf, settled, type Device } from './open-device.ts';

const { category, slug, title } = fixtureArticle(0);

/** The article that differs between the builds. */
export const path = `/${category}/${slug}/`;
/** An article that is the same in all of them. */
export const other = fixtureArticle(3);

export const offer = (page: Page) => page.getByText('A new version is available');

export const openArticle = async (page: Page, name = title) => {
	await page.getByRole('link', { name, exact: true }).first().click();
	await page.getByRole('heading', { level: 1, name }).waitFor();
};

/** Opens a list where no worker is, and an article of it after a deployment; `loads` counts full loads since. */
export async function openAfterDeployment(old: Device, site: Site) {
	old.server.fail((name) => (name === 'service-worker.js' ? 404 : null));
	const page = await old.open('/');
	await settled(page);
	const before = { build: await buildOf(page), bundle: await bundleOf(page) };
	old.server.deploy(site);
	let count = 0;
	page.on('load', () => count++);
	await openArticle(page);
	return { page, before, loads: () => count };
}

/** The text of article 0 names its build. */
export const edition = async (page: Page) =>
	/Edition ([ABC])\./.exec((await page.locator('#articleBody').textContent())!)?.[1];

/** Waits until the waiting worker has said its version, which the page asks it for as soon as it is installed. */
export const saidVersion = (page: Page) =>
	page.evaluate(async () => {
		const { waiting } = (await navigator.serviceWorker.getRegistration())!;
		const { port1, port2 } = new MessageChannel();
		const said = new Promise((say) => (port1.onmessage = say));
		waiting!.postMessage({ type: 'version' }, [port2]);
		await said;
	});
