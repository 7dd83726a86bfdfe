/**
 * Claims under integrals: what is bound, what is free to vary, what is captured.
 */
import type { Case } from './case.ts';

export const integrals: readonly Case[] = [
  ['where x>0 under integral', 'not proved', `
dimension 1
field p(x) > 0
claim where x > 0: ∫[x](sqrt(x^2) p) = ∫[x](x p)`],
  ['where x>0 under integral nonlinear', 'not proved', `
dimension 1
field p(x) > 0
claim where x > 0: exp(∫[x](sqrt(x^2) p)) = exp(∫[x](x p))`],
  ['capture hypothesis f p divergence free', 'not refuted', `
field p(x) > 0
field f(x): vector
assume div(p f) = 0
claim: ∫[x](f · grad p) = 0`],
  ['capture', 'not proved', `
variable y: vector
field q(x,y)
field r(x)
let h(x) = ∫[y](q(x,y))
claim: h(y) = ∫[y](q(y,y))`],
  ['capture via hypothesis', 'not proved', `
variable y: vector
field q(x,y)
field h(x)
assume h = ∫[y](q(x,y))
claim: ∫[y](h(y)) = ∫[y](∫[y](q(y,y)))`],
  ['integral by parts with vector', 'refuted', `
field p(x) > 0
field f(x): vector
claim: ∫[x](f · grad p) = ∫[x](p div f)`],
  ['integral by parts', 'proved', `
field p(x) > 0
field f(x): vector
claim: ∫[x](f · grad p) = -∫[x](p div f)`],
  ['integral of positive is zero', 'refuted', `
field p(x) > 0
claim: ∫[x](p |grad log p|^2) = 0`],
  ['conditional density', 'refuted', `
variable y: vector
field q(x,y) > 0
claim: ∫[y](grad[y](q(x,y))) = ∫[y](grad(q(x,y)))`],
  ['differentiates bound', 'not proved', `
variable y: vector
field q(x,y)
claim: ∫[y](y · grad[y] q) = ∫[y](q)`],
  ['ibp y', 'proved', `
variable y: vector
field q(x,y)
claim: ∫[y](y · grad[y] q) = -∫[y](tr(I) q)`],
  ['where equality under integral', 'not proved', `
variable v
field f(v)
field p(v) > 0
claim where f = 1: ∫[v](f p) = ∫[v](p)`],
  ['integral of constant sign', 'not proved', `
dimension 1
variable v
field p(v) > 0
claim where v > 0: ∫[v](sqrt(v^2) p) = ∫[v](v p)`],
  ['mass of a field in two integrals', 'proved', `
variable v
field p(v) > 0
field a(v)
claim: (∫[v](a p))^2 = (∫[v](a p)) (∫[v](p a))`],
  ['cauchy schwarz under integrals', 'not refuted', `
variable v
field p(v) > 0
field a(v)
claim: sqrt((∫[v](a^2 p) ∫[v](p) - (∫[v](a p))^2)^2) = ∫[v](a^2 p) ∫[v](p) - (∫[v](a p))^2`],
  ['product of means', 'refuted', `
variable v
field p(v) > 0
field a(v)
field b(v)
claim: ∫[v](a b p) ∫[v](p) = ∫[v](a p) ∫[v](b p)`],
  ['derivative of a mass field', 'proved', `
variable v
field p(v,t) > 0
field a(v)
assume ∂t p = a p
claim: ∂t (∫[v](p)) = ∫[v](a p)`],
  ['mean zero by hypothesis', 'proved', `
variable v
field p(v) > 0
field a(v)
assume ∫[v](a p) = 0
claim: ∫[v](a p) + 1 = 1`],
  ['centred', 'proved', `
variable v
field p(v) > 0
field a(v)
assume ∫[v](a p) = 0
claim: (∫[v](a p))^2 + ∫[v](p) = ∫[v](p)`],
  ['normalised field', 'proved', `
variable v
field p(v) > 0
assume ∫[v](p) = 1
claim: (∫[v](p))^2 = 1`],
  ['normalised field constant', 'proved', `
variable v
field p(v) > 0
param c
assume ∫[v](p) = 1
claim: ∫[v](c p) = c`],
  ['centred under euler', 'not refuted', `
variable v
field p(v) > 0
field a(v)
assume ∫[v](a p) = 0
claim: ∫[v](p a) = ∫[v](0 p)`],
  ['even function by hypothesis', 'not refuted', `
variable v
field p(v) > 0
assume p(-v) = p(v)
claim: ∫[v](v p) = 0`],
  ['moment by hypothesis', 'not refuted', `
variable v
field p(v) > 0
assume D[v] p = -v p
claim: ∫[v](v p) = 0`],
  ['gaussian moment', 'not refuted', `
variable v
claim: ∫[v](v normal(v; 0, 1)) = 0`],
  ['gaussian moment two', 'not proved', `
variable v
claim: ∫[v](v^2 normal(v; 0, 1)) = 0`],
  ['gaussian mass', 'not refuted', `
variable v
claim: ∫[v](normal(v; 0, 1)) = 1`],
  ['log sum exp without the temperature', 'refuted', `
control u
field pi_(u) > 0
field r(u)
param alpha > 0
claim: max[u](r) = alpha log(∫[u](exp(r/alpha)))`],
  ['conditions on a field under an integral', 'not proved', `
field f(x)
field p(x) > 0
claim where f > 0: ∫[x](sqrt(f^2) p) = ∫[x](f p)`],
];
