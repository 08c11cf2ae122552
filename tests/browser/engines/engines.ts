import { hasDisplay } from './display.ts';
import { findProgram } from '../../../src/scripts/find-program.ts';
import { startFirefox } from './firefox.ts';
import type { Reader } from './reader.ts';
import { startWebKit } from './webkit.ts';

interface Engine {
	/** Says why it cannot be started, if so. */
	name: string;
	/** `null` if it cannot be started on this machine. */
	start: (() => Promise<Reader>) | null;
}

const firefox = findProgram(['firefox-esr', 'firefox']);
const webkit = findProgram(['WebKitWebDriver']);

const missing = (name: string, what: string, packages: string): Engine => ({
	name: `${name}, skipped: no ${what} (${packages})`,
	start: null
});

/** Every engine besides Chromium. The packages are those of Debian and Ubuntu. */
export const engines: Engine[] = [
	firefox
		? { name: 'Firefox', start: () => startFirefox(firefox) }
		: missing('Firefox', 'firefox', 'package firefox-esr'),
	!webkit
		? missing('WebKit', 'WebKitWebDriver', 'package webkit2gtk-driver')
		: !hasDisplay
			? missing('WebKit', 'display', 'xvfb-run, or packages libgtk-3-bin and gcc')
			: { name: 'WebKit', start: () => startWebKit(webkit) }
];
