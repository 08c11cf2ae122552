/** A session of WebDriver (https://www.w3.org/TR/webdriver2/), as far as the journeys use it. */
export class WebDriver {
	#session: string;

	private constructor(session: string) {
		this.#session = session;
	}

	/** @param server address of the driver, such as WebKitWebDriver */
	static async start(server: string, capabilities: object): Promise<WebDriver> {
		const session = `${server}/session`;
		const { sessionId } = await request<{ sessionId: string }>('POST', session, {
			capabilities: { alwaysMatch: capabilities }
		});
		return new WebDriver(`${session}/${sessionId}`);
	}

	post<Value = null>(command: string, parameters: object = {}): Promise<Value> {
		return request<Value>('POST', `${this.#session}/${command}`, parameters);
	}

	/** Runs a function in the page; it sees nothing but its arguments. */
	async run<Result, Arguments extends unknown[]>(
		script: (...args: Arguments) => Result | Promise<Result>,
		...args: Arguments
	): Promise<Result> {
		const { value, error } = await this.post<{ value: Result; error?: string }>('execute/async', {
			script: `const args = [...arguments], done = args.pop();
				(async () => (${script.toString()})(...args))()
					.then((value) => done({ value }), (error) => done({ error: String(error) }))`,
			args
		});
		if (error) throw new Error(error);
		return value;
	}

	end = (): Promise<null> => request<null>('DELETE', this.#session);
}

/** No command takes longer, unless the browser hangs. */
const timeoutMs = 30_000;

async function request<Value>(method: string, url: string, parameters?: object): Promise<Value> {
	const response = await fetch(url, {
		method,
		body: parameters && JSON.stringify(parameters),
		signal: AbortSignal.timeout(timeoutMs)
	});
	const { value } = (await response.json()) as { value: unknown };
	if (response.ok) return value as Value;
	const { error, message } = value as { error: string; message: string };
	throw new Error(`${error}: ${message} (${method} ${new URL(url).pathname})`);
}
