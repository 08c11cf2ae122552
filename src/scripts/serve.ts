import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { siteHandler } from './site-server.ts';

// Serves the built site like a static host.
const port = Number(process.env.PORT ?? 4173);
const base = process.env.BASE_PATH ?? '';

if (!Number.isInteger(port) || port < 0 || port > 65_535) {
	console.error(`PORT ${process.env.PORT} is not a port: a whole number up to 65535`);
	process.exit(1);
}
const server = createServer(siteHandler(process.env.OFFPRINT_BUILD ?? 'build', base));
server.on('error', (error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE'
			? `Port ${port} is taken by another program. Choose one: PORT=8080 npm start`
			: error.message
	);
	process.exitCode = 1;
});
server.listen(port, () => {
	const { port: listening } = server.address() as AddressInfo;
	console.log(`The site is on http://localhost:${listening}${base}/`);
});
