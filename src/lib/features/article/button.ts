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

/** Buttons that show what they have done, and what ends that. */
const answering = new WeakMap<HTMLButtonElement, () => void>();

/** Says what a button has done: on the button for a while, and to everybody by `announce`. */
export function answer(
	button: HTMLButtonElement,
	done: { shown: string; spoken: string },
	announce: (text: string) => void
) {
	answering.get(button)?.();
	const label = button.dataset.label!;
	const named = button.ariaLabel === label;
	const show = (text: string) => {
		button.dataset.label = text;
		if (named) button.ariaLabel = text;
	};
	const end = () => {
		clearTimeout(timer);
		answering.delete(button);
		show(label);
		announce('');
	};
	const timer = setTimeout(end, 3000);
	answering.set(button, end);
	show(done.shown);
	announce(done.spoken);
}
