/**
 * What `derive` is measured on; the first four under the names of bench/sympy_derive_peer.py.
 */
export const DERIVE_DOCUMENTS: Readonly<Record<string, string>> = {
  'process': `
field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
`,
  'ornstein-uhlenbeck': `
param theta > 0
param sigma > 0
param T
process X: dX = -theta x dt + sigma dW
`,
  'lqr': `
param A: matrix
param B: matrix
param S: matrix
param Q: symmetric matrix
param R: positive matrix
param K: symmetric matrix
param T
control u: vector
process X: dX = (A x + B u) dt + S dW
problem P: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T K x over u along X
`,
  'merton': `
dimension 1
param r
param mu
param sigma > 0
param gamma != 0
param T
control u
process X: dX = (r x + u (mu - r)) dt + sigma u dW
problem P: maximize terminal x^gamma / gamma over u along X
`,
};
