/** A button whose words are drawn by the style sheet, so that the article's text stays its own. */
export function makeButton(className: string, label: string): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = className;
	button.dataset.label = label;
	return button;
}

/** Says what a button has done: on the button for a while, and to everybody by `announce`. */
export function answer(
	button: HTMLButtonElement,
	done: { shown: string; spoken: string },
	announce: (text: string) => void
) {
	const { label } = button.dataset;
	button.dataset.label = done.shown;
	announce(done.spoken);
	setTimeout(() => {
		button.dataset.label = label;
		announce('');
	}, 3000);
}
