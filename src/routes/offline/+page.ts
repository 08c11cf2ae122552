// Plain HTML: the service worker serves it for any URL and inserts the list of kept articles.
export const csr = false;
