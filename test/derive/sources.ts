/**
 * What the tests of whole derivations start from: one document for each kind of process and problem.
 */
export interface Source {
  /** The statements, without a document's heading. */
  readonly text: string;
  /** From the problem, the diffusion whose score solves it. */
  readonly fromProblem?: boolean;
}

const MERTON = `
dimension 1
param r
param mu
param sigma > 0
param T
control u
process X: dX = (r x + u (mu - r)) dt + sigma u dW
`;

const LINEAR = `
param A: matrix
param B: matrix
param S: matrix
param Q: symmetric matrix
param R: positive matrix
param K: symmetric matrix
param T
control u: vector
process X: dX = (A x + B u) dt + S dW
`;

const STEERED = `
field b(x,t): vector
field c(x,t)
field k(x)
param nu > 0
param T
control u: vector
process X: dX = (b + u) dt + sqrt(nu) dW
`;

export const GENERAL_PROCESSES: Readonly<Record<string, Source>> = {
  'full matrix noise': { text: `
field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
` },
  'Stratonovich noise': { text: `
field f(x,t): vector
field G(x,t): matrix(n,m)
param T
process X: dX = f dt + G o dW
` },
  'scalar noise': { text: `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
` },
  'geometric Brownian motion': { text: `
param mu
param sigma > 0
variable s
process S(s): dS = mu s dt + sigma s dW
` },
  'Cox–Ingersoll–Ross': { text: `
param kappa > 0
param theta > 0
param sigma > 0
variable r
process R(r): dR = kappa (theta - r) dt + sigma sqrt(r) dW
` },
  'underdamped Langevin': { text: `
variable q: vector
variable v: vector
field U(q)
param gamma > 0
process (Q,V)(q,v): dQ = v dt; dV = (-grad[q] U - gamma v) dt + sqrt(2 gamma) dW
` },
  'gradient flow with noise': { text: `
field U(x)
param tau > 0
process X: dX = -grad U dt + sqrt(2 tau) dW
` },
  'dimension 1': { text: `
dimension 1
field f(x,t)
field g(x,t) > 0
param T
process X: dX = f dt + g dW
` },
  'dimension 2': { text: `
dimension 2
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
` },
  'no noise': { text: `
field v(x,t): vector
process X: dX = v dt
` },
  'a process that runs backward': { text: `
field f(x,t): vector
field g(t)
process X backward: dX = f dt + g dW
` },
};

/** Linear drift, and noise that does not depend on the state: their densities stay Gaussian. */
export const LINEAR_PROCESSES: Readonly<Record<string, Source>> = {
  'Ornstein–Uhlenbeck': { text: `
param theta > 0
param sigma > 0
param T
process X: dX = -theta x dt + sigma dW
` },
  'variance preserving': { text: `
field beta(t) > 0
process X: dX = -1/2 beta x dt + sqrt(beta) dW
` },
  'variance preserving, linear schedule': { text: `
param b_0 > 0
param b_1 > 0
let beta = b_0 + t (b_1 - b_0)
process X: dX = -1/2 beta x dt + sqrt(beta) dW
` },
  'variance exploding': { text: `
field sigma(t) > 0
process X: dX = sqrt(2 sigma ∂t sigma) dW
` },
  'sub-VP': { text: `
field beta(t) > 0
field B(t)
assume ∂t B = beta
process X: dX = -1/2 beta x dt + sqrt(beta (1 - exp(-2 B))) dW
` },
  'linear drift with a matrix': { text: `
param A: matrix
param S: matrix
process X: dX = A x dt + S dW
` },
};

export const PROBLEMS: Readonly<Record<string, Source>> = {
  'LQR': { text: `${LINEAR}problem P: minimize running 1/2 x^T Q x + 1/2 u^T R u terminal 1/2 x^T K x over u along X\n` },
  'discounted LQR, infinite horizon': { text: `${LINEAR}param rho > 0
problem P: minimize running 1/2 x^T Q x + 1/2 u^T R u over u along X discounted rho\n` },
  'Merton, power utility': { text: `${MERTON}param gamma > 0
problem P: maximize terminal x^(1 - gamma) / (1 - gamma) over u along X\n` },
  'Merton, logarithmic utility': { text: `${MERTON}problem P: maximize terminal log x over u along X\n` },
  'Merton, exponential utility': { text: `${MERTON}param gamma > 0
problem P: maximize terminal -exp(-gamma x) over u along X\n` },
  'path-integral control': { text: `${STEERED}param lambda > 0
problem P: minimize running lambda / (2 nu) |u|^2 + c terminal k over u along X\n` },
  'control-dependent noise': { text: `
dimension 1
param a
param b
param q > 0
param r > 0
param s > 0
param k > 0
param T
control u
process X: dX = (a x + b u) dt + s u dW
problem P: minimize running 1/2 q x^2 + 1/2 r u^2 terminal 1/2 k x^2 over u along X
` },
  'maximise': { text: `${STEERED}problem P: maximize running c - 1/2 |u|^2 terminal k over u along X\n` },
  'several controls': { text: `
field b(x,t): vector
field c(x,t)
field k(x)
param g > 0
param T
control u: vector
control w: vector
process X: dX = (b + u - w) dt + g dW
problem P: minimize running 1/2 |u|^2 + |w|^2 + c terminal k over u, w along X
` },
  'underdamped control': { text: `
variable q: vector
variable v: vector
field U(q)
field k(q,v)
param gamma > 0
param T
control u: vector
process (Q,V)(q,v): dQ = v dt; dV = (u - grad[q] U - gamma v) dt + sqrt(2 gamma) dW
problem P: minimize running 1/2 |u|^2 terminal k over u along (Q,V)
` },
  'the diffusion of a problem': { fromProblem: true, text: `${STEERED}problem P: minimize running 1/2 |u|^2 + c terminal k over u along X\n` },
};

export const SOURCES: Readonly<Record<string, Source>> = { ...GENERAL_PROCESSES, ...LINEAR_PROCESSES, ...PROBLEMS };
