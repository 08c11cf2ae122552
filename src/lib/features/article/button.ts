/**
 * A button whose label is drawn by the style sheet, so that it is not part of the article's text.
 * @param name its accessible name, if the label alone does not say what it does
 */
export function makeButton(className: string, label: string, name = label): HTMLButtonElement {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = className;
	button.dataset.label = label;
	button.ariaLabel = name;
	return button;
}

const feedbackMs = 3000;

/** Buttons that show feedback, each with the function that ends it. */
const withFeedback = new WeakMap<HTMLButtonElement, () => void>();

/** Shows the outcome on the button for a while, and announces it to screen readers. */
export function showFeedback(
	button: HTMLButtonElement,
	outcome: { label: string; announcement: string },
	announce: (text: string) => void
) {
	withFeedback.get(button)?.();
	const label = button.dataset.label!;
	const isNamedByLabel = button.ariaLabel === label;
	const show = (text: string) => {
		button.dataset.label = text;
		if (isNamedByLabel) button.ariaLabel = text;
	};
	const end = () => {
		clearTimeout(timer);
		withFeedback.delete(button);
		show(label);
		announce('');
	};
	const timer = setTimeout(end, feedbackMs);
	withFeedback.set(button, end);
	show(outcome.label);
	announce(outcome.announcement);
}
