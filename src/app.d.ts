declare global {
	namespace App {}
	/** `false` in a build with OFFPRINT_OFFLINE=off: nothing is kept and no worker is registered. */
	const __OFFLINE__: boolean;
}

export {};
