import { describe, expect, it } from 'vitest';
import { buildIn, headingOf, installed } from './browser.ts';
import { deploy } from './deploy.ts';
import { articlePath, scriptOf } from './host.ts';

describe('an article that was only read', () => {
	it('survives any number of deployments that leave its scripts as they are', async () => {
		const { host, browser, tab } = await installed();
		await browser.visit(tab, articlePath);
		await deploy(host, browser, 'B', 'A');
		await deploy(host, browser, 'C', 'A');
		await deploy(host, browser, 'D', 'A');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Outbox');
		expect(await (await browser.request(tab, scriptOf('A')))?.text()).toContain("'A'");
	});

	it('survives one deployment, and goes with the files of its build', async () => {
		const { host, browser, tab } = await installed();
		await browser.visit(tab, articlePath);
		await deploy(host, browser, 'B');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(buildIn(tab)).toBe('A');
		host.isDown = false;
		await deploy(host, browser, 'C');
		host.isDown = true;
		await browser.visit(tab, articlePath);
		expect(headingOf(tab)).toBe('Offline');
	});
});
