/// <reference lib="webworker" />
import { asksToTakeOver, isOnlyTab } from './policy.ts';

// #region asked
/** The waiting version takes over regardless of open tabs, because a reader asked for it. */
export const takeOver = (worker: ServiceWorkerGlobalScope): Promise<void> => worker.skipWaiting();

/** The waiting version takes over unless another tab is open, controlled or not. */
export async function takeOverIfAlone(
	worker: ServiceWorkerGlobalScope,
	{ source, ports }: ExtendableMessageEvent
): Promise<void> {
	const pages = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true });
	if (isOnlyTab(pages, (source as Client | null)?.id)) await worker.skipWaiting();
	else ports[0]?.postMessage('busy');
}
// #endregion

/**
 * A new version takes over at a full navigation with no other tab open. The page gets a
 * response of a few lines that tells the waiting worker to take over and then reloads. If this
 * worker called `skipWaiting` itself, it would still be responding to the request that waits for
 * it, and neither would end.
 * @returns `null` if no version waits, another tab is open, or previous attempts did not succeed
 */
export async function takeOverResponse(
	worker: ServiceWorkerGlobalScope,
	stateCache: string
): Promise<Response | null> {
	const { waiting } = worker.registration;
	if (!waiting) return null;
	const controlled = await worker.clients.matchAll({ type: 'window' });
	const state = await caches.open(stateCache).catch(() => null);
	const attempts = Number((await (await state?.match('takeovers'))?.text()) ?? 0);
	if (!state || !asksToTakeOver(controlled.length, attempts)) return null;
	await state.put('takeovers', new Response(String(attempts + 1)));
	return new Response(takeoverPage, { headers: { 'Content-Type': 'text/html; charset=utf-8' } });
}

// #region page
const takeoverPage = `<!doctype html><meta name="color-scheme" content="light dark"><script>
const again = () => location.reload();
navigator.serviceWorker.addEventListener('controllerchange', again);
const { port1, port2 } = new MessageChannel();
port1.onmessage = again;
navigator.serviceWorker.getRegistration().then((registration) => registration?.waiting
	? registration.waiting.postMessage({ type: 'takeIfAlone' }, [port2]) : again(), again);
setTimeout(again, 3000);
</script>`;
// #endregion
