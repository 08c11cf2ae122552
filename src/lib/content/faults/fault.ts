/** Something in a file that its author must fix. */
export interface Fault {
	/** 1-based */
	line: number;
	/** 1-based, in UTF-16 units */
	column: number;
	/** What is wrong and how to fix it. */
	problem: string;
}

export interface Position {
	line: number;
	column: number;
}
