/** Something in a file that its author has to mend. */
export interface Fault {
	/** 1-based */
	line: number;
	/** 1-based, in UTF-16 units */
	column: number;
	/** What is wrong, and the cure. */
	problem: string;
}

export interface Position {
	line: number;
	column: number;
}
