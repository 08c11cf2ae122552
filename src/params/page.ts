/**
 * The end of a list page's path: empty for the first page, then `page/2`. A rest parameter includes the
 * trailing slash.
 */
export const match = (param: string) => param === '' || /^page\/([2-9]|[1-9]\d+)\/?$/.test(param);
