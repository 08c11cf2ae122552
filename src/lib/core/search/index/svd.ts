/** The terms of documents with their weights; `documents[i]` has the weight `weights[i]`. */
export interface TermRow {
	documents: readonly number[];
	weights: readonly number[];
}

interface DocumentFactors {
	/** By document: its coordinates in the space of the largest singular values, UΣ. */
	coordinates: readonly Float64Array[];
	/** In descending order. */
	singularValues: readonly number[];
}

/** More columns than are kept, and repetitions, make the kept ones exact (Halko et al. 2011, section 4). */
const extraColumns = 10;
const iterations = 4;

/** Fewer documents than columns have no basis. */
export const minFactoredDocuments = (rank: number) => rank + extraColumns + 1;

/**
 * Truncated singular value decomposition of a matrix of documents and terms by subspace iteration
 * (Halko, Martinsson and Tropp 2011, SIAM Review 53). Deterministic: fixed seed and order of sums.
 * @param size number of documents, at least `minFactoredDocuments(rank)`
 */
export function documentFactors(
	rows: readonly TermRow[],
	size: number,
	rank: number
): DocumentFactors {
	const columns = rank + extraColumns;
	let basis = seededMatrix(size, columns);
	orthonormalize(basis);
	for (let n = 0; n < iterations; n++) {
		basis = multiplyByGram(rows, basis, size);
		orthonormalize(basis);
	}
	const image = multiplyByGram(rows, basis, size);
	const { values, vectors } = symmetricEigen(
		basis.map((column) => image.map((other) => dot(column, other)))
	);
	const order = values.map((_, n) => n).sort((a, b) => values[b]! - values[a]!);
	const kept = order.slice(0, rank);
	const singularValues = kept.map((n) => Math.sqrt(Math.max(0, values[n]!)));
	const coordinates = Array.from({ length: size }, (_, document) =>
		Float64Array.from(kept, (n, at) => {
			let sum = 0;
			for (let column = 0; column < columns; column++)
				sum += basis[column]![document]! * vectors[column]![n]!;
			return sum * singularValues[at]!;
		})
	);
	return { coordinates, singularValues };
}

/** Columns of numbers from -0.5 to 0.5 by a linear congruential generator (Numerical Recipes). */
function seededMatrix(size: number, columns: number): Float64Array[] {
	let state = 1;
	const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32 - 0.5;
	return Array.from({ length: columns }, () => Float64Array.from({ length: size }, next));
}

const dot = (a: Float64Array, b: Float64Array) => {
	let sum = 0;
	for (let n = 0; n < a.length; n++) sum += a[n]! * b[n]!;
	return sum;
};

/** Gram–Schmidt, twice, because once loses orthogonality to rounding; in place. */
function orthonormalize(columns: readonly Float64Array[]) {
	for (const [at, column] of columns.entries()) {
		for (let round = 0; round < 2; round++)
			for (const before of columns.slice(0, at)) {
				const share = dot(before, column);
				for (let n = 0; n < column.length; n++) column[n]! -= share * before[n]!;
			}
		const length = Math.sqrt(dot(column, column)) || 1;
		for (let n = 0; n < column.length; n++) column[n]! /= length;
	}
}

/**
 * Multiplies the documents' Gram matrix (A·Aᵀ, never built) by each column. The numbers of a document in all
 * columns are next to each other, so that memory is read once for all of them; the sums of a column are in
 * the order that they have for one alone.
 */
function multiplyByGram(
	rows: readonly TermRow[],
	columns: readonly Float64Array[],
	size: number
): Float64Array[] {
	const width = columns.length;
	const values = new Float64Array(size * width);
	for (const [column, numbers] of columns.entries())
		for (let document = 0; document < size; document++)
			values[document * width + column] = numbers[document]!;
	const product = new Float64Array(size * width);
	const sums = new Float64Array(width);
	for (const { documents, weights } of rows) {
		sums.fill(0);
		for (let n = 0; n < documents.length; n++) {
			const weight = weights[n]!;
			const start = documents[n]! * width;
			for (let column = 0; column < width; column++)
				sums[column]! += weight * values[start + column]!;
		}
		for (let n = 0; n < documents.length; n++) {
			const weight = weights[n]!;
			const start = documents[n]! * width;
			for (let column = 0; column < width; column++)
				product[start + column]! += weight * sums[column]!;
		}
	}
	return columns.map((_, column) =>
		Float64Array.from({ length: size }, (_, document) => product[document * width + column]!)
	);
}

const maxSweeps = 30;

/** Eigenvalues and eigenvectors (in columns) by Jacobi rotations (Golub and Van Loan, section 8.5). */
function symmetricEigen(matrix: readonly (readonly number[])[]) {
	const size = matrix.length;
	const a = matrix.map((row) => [...row]);
	const vectors = a.map((_, n) => a.map((_, other) => Number(n === other)));
	for (let sweep = 0; sweep < maxSweeps; sweep++)
		for (let p = 0; p < size; p++)
			for (let q = p + 1; q < size; q++) {
				const off = a[p]![q]!;
				if (Math.abs(off) <= 1e-12 * Math.sqrt(Math.abs(a[p]![p]! * a[q]![q]!))) continue;
				const ratio = (a[q]![q]! - a[p]![p]!) / (2 * off);
				const tangent = Math.sign(ratio || 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
				const cosine = 1 / Math.sqrt(1 + tangent * tangent);
				rotate(a, vectors, p, q, cosine, tangent * cosine);
			}
	return { values: a.map((row, n) => row[n]!), vectors };
}

function rotate(
	a: readonly number[][],
	vectors: readonly number[][],
	p: number,
	q: number,
	cosine: number,
	sine: number
) {
	for (const row of [...a, ...vectors]) {
		const [x, y] = [row[p]!, row[q]!];
		row[p] = cosine * x - sine * y;
		row[q] = sine * x + cosine * y;
	}
	const [rowP, rowQ] = [a[p]!, a[q]!];
	for (let n = 0; n < rowP.length; n++) {
		const [x, y] = [rowP[n]!, rowQ[n]!];
		rowP[n] = cosine * x - sine * y;
		rowQ[n] = sine * x + cosine * y;
	}
}
