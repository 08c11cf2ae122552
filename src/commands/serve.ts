import { createServer } from 'node:http';
import { siteHandler } from './site-server.ts';

// Serves the built site as a static host would.
const port = Number(process.env.PORT ?? 4173);
const base = process.env.BASE_PATH ?? '';
const server = createServer(siteHandler('build', base));

server.on('error', (error: NodeJS.ErrnoException) => {
	console.error(
		error.code === 'EADDRINUSE'
			? `Port ${port} is taken by another program. Choose one: PORT=8080 npm start`
			: error.message
	);
	process.exitCode = 1;
});
server.listen(port, () => console.log(`The site is on http://localhost:${port}${base}/`));
