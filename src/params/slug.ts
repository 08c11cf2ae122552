export const match = (param: string) => /^[a-z0-9-]{1,80}$/.test(param);
