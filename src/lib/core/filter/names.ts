export const articleCount = (count: number) => `${count} ${count === 1 ? 'article' : 'articles'}`;
