// Static hosts look for a file with exactly this name, not for a folder.
export const trailingSlash = 'never';
