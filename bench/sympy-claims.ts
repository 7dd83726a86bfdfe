/**
 * The claims that bench/sympy_peer.py proves too, under the same names.
 */
export const SYMPY_CLAIMS: Readonly<Record<string, string>> = {
  'log-density': `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
claim "log-density": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)
`,
  'score-dynamics': `
field f(x,t): vector
field g(t)
process X: dX = f dt + g dW
density p(x,t) of X
let s = grad log p
claim "score": ∂t s = grad (1/2 g^2 (div s + |s|^2) - f · s - div f)
`,
  'anderson': `
field f(x,t): vector
field G(x,t): matrix
param T
process X: dX = f dt + G dW
density p(x,t) of X
let D = G G^T
process Y: dY = (-f(x,T-t) + div D(x,T-t) + D(x,T-t) grad log p(x,T-t)) dt + G(x,T-t) dW
claim "Anderson": p(x,T-t) is density of Y
`,
  'duality': `
field f(x,t): vector
field D(x,t): symmetric matrix
field phi(x)
field psi(x)
claim "duality": psi (f · grad phi + 1/2 D : hess phi) - phi (-div (f psi) + 1/2 div div (D psi))
  = div (f phi psi + 1/2 (psi D grad phi - phi div (D psi)))
`,
  'hopf-cole': `
field f(x,t): vector
field c(x,t)
field psi(x,t) > 0
param lambda > 0
assume ∂t psi = c psi / lambda - f · grad psi - 1/2 lambda lap psi
let V = -lambda log psi
claim "Hopf-Cole": ∂t V = -c - f · grad V - 1/2 lambda lap V + 1/2 |grad V|^2
`,
};
