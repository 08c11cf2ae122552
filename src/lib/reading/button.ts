/**
 * A button whose words are drawn by the style sheet, so that the article's text stays its own.
 * @param name its accessible name, where the words alone do not say what it is for
 */
export function makeButton(className: string, label: string, name = label): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = className;
	button.dataset.label = label;
	button.ariaLabel = name;
	return button;
}

/** Says what a button has done: on the button for a while, and to everybody by `announce`. */
export function answer(
	button: HTMLButtonElement,
	done: { shown: string; spoken: string },
	announce: (text: string) => void
) {
	const label = button.dataset.label!;
	const named = button.ariaLabel === label;
	const show = (text: string) => {
		button.dataset.label = text;
		if (named) button.ariaLabel = text;
	};
	show(done.shown);
	announce(done.spoken);
	setTimeout(() => {
		show(label);
		announce('');
	}, 3000);
}
