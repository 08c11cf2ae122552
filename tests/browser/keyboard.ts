import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { sessionOf } from './reused-tab.ts';

/** Waits until the deferred parts of the header are mounted. */
export const idle = (page: Page) => page.getByRole('combobox', { name: 'Theme' }).waitFor();

/** A short description of the focused element, like a screen reader's; empty if there is none. */
export async function focusedName(page: Page): Promise<string> {
	const session = await sessionOf(page);
	const { result } = await session.send('Runtime.evaluate', {
		expression: 'document.activeElement'
	});
	const { nodes } = await session.send('Accessibility.getPartialAXTree', {
		objectId: result.objectId!,
		fetchRelatives: false
	});
	return ((nodes[0]?.name?.value as string | undefined) ?? '').trim();
}

/** Presses a key and expects that an element has the focus and nothing covers it. */
export async function press(page: Page, key: string) {
	await page.keyboard.press(key);
	expect(await page.evaluate(focusFault), `after ${key}`).toBeNull();
}

/** Types letter by letter into a box, without the pauses that a busy machine would make. */
export const typeAtOnce = (box: Locator, text: string) =>
	box.evaluate((input: HTMLInputElement, letters) => {
		for (const letter of letters) {
			input.value += letter;
			input.dispatchEvent(new InputEvent('input', { bubbles: true }));
		}
	}, text);

/** Presses Tab until the element of that name has the focus; returns the names on the way. */
export async function tabTo(page: Page, name: string | RegExp): Promise<string[]> {
	const passed: string[] = [];
	const fits = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
	while (passed.length < 200) {
		await press(page, 'Tab');
		const text = await focusedName(page);
		if (fits(text)) return passed;
		passed.push(text);
	}
	throw new Error(`Tab never came to ${String(name)}, only to: ${passed.join(' · ')}`);
}

/** Describes what is wrong with the focus; runs in the page. */
function focusFault(): string | null {
	const element = document.activeElement;
	if (!element || element === document.body) return 'nothing has the focus';
	if (element.matches('main, dialog, [popover]')) return null;
	const { left, top, right, bottom } = element.getClientRects()[0] ?? new DOMRect();
	// For an element larger than the window: the middle of its visible part.
	const middle = (from: number, to: number, end: number) =>
		(Math.max(from, 0) + Math.min(to, end)) / 2;
	const [x, y] = [middle(left, right, innerWidth), middle(top, bottom, innerHeight)];
	const over = document.elementFromPoint(x, y);
	// A label may cover its own control.
	if (
		over &&
		(element.contains(over) || over.contains(element) || over.closest('label')?.contains(element))
	)
		return null;
	return `${element.outerHTML.slice(0, 120)} at ${x}, ${y} lies under ${over?.outerHTML.slice(0, 120)}`;
}
