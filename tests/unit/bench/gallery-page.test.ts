import { expect, it } from 'vitest';
import { galleryPage } from '../../bench/gallery/gallery-page.ts';

const picture = { file: 'saved-360-light.png', width: 360, color: 'light' };

it('shows a state that was not reached as such, with why, beside its other pictures', () => {
	const html = galleryPage([
		{ name: 'Saved', pictures: [picture], missed: [{ width: 768, why: 'no <list>' }] },
		{ name: 'Library', pictures: [picture], missed: [] }
	]);
	expect(html).toContain('2 states, of which 1 could not be reached');
	expect(html.match(/<figure class="missed">/g)).toHaveLength(1);
	expect(html).toContain('At 768 px it could not be reached:</p><pre>no &#60;list&#62;</pre>');
	expect(html).toContain('<a href="#saved" class="missed">');
	expect(html.match(/<img src="saved-360-light\.png"/g)).toHaveLength(2);
});

it('says that every state was reached where all were', () => {
	const html = galleryPage([{ name: 'Library', pictures: [picture], missed: [] }]);
	expect(html).toContain('1 state, all of them reached');
	expect(html).not.toContain('class="missed"');
});
