/** Twenty-one Chinese characters and two marks of punctuation. */
const sentence = '阅读时间由程序计算出来，而不是由作者手工输入。';

/** 1,512 Chinese characters in four paragraphs. */
export const chinese = Array.from({ length: 4 }, () => sentence.repeat(18)).join('\n\n');

/** English words, one space between two of them. */
export const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
