/**
 * The part of a list page's path behind its scope: nothing for the first page, then `page/2`; the
 * router hands the slash at a path's end to a rest parameter.
 */
export const match = (param: string) => param === '' || /^page\/([2-9]|[1-9]\d+)\/?$/.test(param);
