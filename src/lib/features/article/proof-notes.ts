/**
 * On touch there is no hover: the first tap on a proof mark shows its note, and a tap on the mark or
 * the note then follows the link. A tap elsewhere or Escape closes it.
 */
export function showProofNotesOnTap(body: HTMLElement, signal: AbortSignal) {
	if (!body.querySelector('.proof')) return;
	let open: HTMLElement | undefined;
	const setOpen = (mark: HTMLElement | undefined) => {
		open?.removeAttribute('data-shown');
		mark?.setAttribute('data-shown', '');
		open = mark;
	};
	document.addEventListener(
		'click',
		(event) => {
			const mark = (event.target as Element).closest<HTMLElement>('.proof') ?? undefined;
			if (mark && mark !== open && isTap(event)) {
				event.preventDefault();
				setOpen(mark);
			} else if (!mark) setOpen(undefined);
		},
		// Before the router's own listener, which follows links.
		{ signal, capture: true }
	);
	document.addEventListener('keydown', ({ key }) => key === 'Escape' && setOpen(undefined), {
		signal
	});
}

/** In older browsers a click event is no `PointerEvent`. */
const isTap = (event: MouseEvent) =>
	event instanceof PointerEvent && event.pointerType
		? event.pointerType === 'touch'
		: event.detail > 0 && matchMedia('(hover: none)').matches;
