/**
 * Small dense matrices: products, sums and norms.
 *
 * A matrix of m rows and n columns is a Float64Array of m·n numbers, row after row; a vector is a Float64Array. Each
 * function writes into `out` where it takes one and allocates nothing then; `out` may not be an operand unless it is
 * said. Nothing is checked: what solves (lu.ts, cholesky.ts) throws.
 */

export type Matrix = Float64Array;
export type Vector = Float64Array;

/** out = A B, for A of m × k and B of k × n. */
export const multiply = (a: Matrix, b: Matrix, m: number, k: number, n: number, out: Matrix = new Float64Array(m * n)): Matrix => {
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let l = 0; l < k; l += 1) sum += a[i * k + l]! * b[l * n + j]!;
      out[i * n + j] = sum;
    }
  }
  return out;
};

/** out = A Bᵀ, for A of m × k and B of n × k. */
export const multiplyTransposed = (
  a: Matrix, b: Matrix, m: number, k: number, n: number, out: Matrix = new Float64Array(m * n),
): Matrix => {
  for (let i = 0; i < m; i += 1) {
    for (let j = 0; j < n; j += 1) {
      let sum = 0;
      for (let l = 0; l < k; l += 1) sum += a[i * k + l]! * b[j * k + l]!;
      out[i * n + j] = sum;
    }
  }
  return out;
};

/** out = A x, for A of m × n. */
export const matrixVector = (a: Matrix, x: Vector, m: number, n: number, out: Vector = new Float64Array(m)): Vector =>
  multiply(a, x, m, n, 1, out);

/** out = Aᵀ x, for A of m × n. */
export const transposedVector = (a: Matrix, x: Vector, m: number, n: number, out: Vector = new Float64Array(n)): Vector => {
  for (let j = 0; j < n; j += 1) {
    let sum = 0;
    for (let i = 0; i < m; i += 1) sum += a[i * n + j]! * x[i]!;
    out[j] = sum;
  }
  return out;
};

/** Aᵀ, for A of m × n. */
export const transposeOf = (a: Matrix, m: number, n: number): Matrix => {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i += 1) for (let j = 0; j < n; j += 1) out[j * m + i] = a[i * n + j]!;
  return out;
};

/** A C Aᵀ of a symmetric C of n × n, exactly symmetric, for A of m × n. */
export const congruence = (a: Matrix, c: Matrix, m: number, n: number): Matrix =>
  symmetrise(multiplyTransposed(multiply(a, c, m, n, n), a, m, n, m), m);

/** Makes A symmetric in place: ½(A + Aᵀ). */
export const symmetrise = (a: Matrix, n: number): Matrix => {
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j < i; j += 1) {
      const mean = 0.5 * (a[i * n + j]! + a[j * n + i]!);
      a[i * n + j] = mean;
      a[j * n + i] = mean;
    }
  }
  return a;
};

export const identityMatrix = (n: number): Matrix => {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) out[i * n + i] = 1;
  return out;
};

/** out = scale·A + B, which may be one of them. */
export const scaledSum = (scale: number, a: Matrix, b: Matrix, out: Matrix = new Float64Array(a.length)): Matrix => {
  for (let i = 0; i < a.length; i += 1) out[i] = scale * a[i]! + b[i]!;
  return out;
};

export const scaled = (scale: number, a: Matrix): Matrix => a.map((entry) => scale * entry);

export const inner = (a: Vector, b: Vector): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += a[i]! * b[i]!;
  return sum;
};

export const traceOf = (a: Matrix, n: number): number => {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += a[i * n + i]!;
  return sum;
};

/** The largest magnitude of an entry; NaN where one is NaN. */
export const largest = (a: Matrix): number => a.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);

/** The largest magnitude of a difference of entries. */
export const distance = (a: Matrix, b: Matrix): number =>
  a.reduce((most, entry, i) => Math.max(most, Math.abs(entry - b[i]!)), 0);

/** ‖A‖₁, the largest sum of a column's magnitudes. */
export const columnNorm = (a: Matrix, n: number): number => {
  let most = 0;
  for (let j = 0; j < n; j += 1) {
    let sum = 0;
    for (let i = 0; i < n; i += 1) sum += Math.abs(a[i * n + j]!);
    most = Math.max(most, sum);
  }
  return most;
};

/** The block of rows and columns that begins at (row, column) in a matrix that is `width` wide. */
export const blockOf = (a: Matrix, width: number, row: number, column: number, m: number, n: number): Matrix => {
  const out = new Float64Array(m * n);
  for (let i = 0; i < m; i += 1) for (let j = 0; j < n; j += 1) out[i * n + j] = a[(row + i) * width + column + j]!;
  return out;
};

/** Puts a block of m × n into a matrix that is `width` wide. */
export const putBlock = (into: Matrix, width: number, row: number, column: number, block: Matrix, m: number, n: number): void => {
  for (let i = 0; i < m; i += 1) for (let j = 0; j < n; j += 1) into[(row + i) * width + column + j] = block[i * n + j]!;
};
