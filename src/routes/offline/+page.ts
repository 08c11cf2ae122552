// Plain HTML: the service worker answers with it, under any address, and writes into it what is kept.
export const csr = false;
