/**
 * Closed forms that several families use, in the claim language. Names end in 1, 2, … and do not occur in any document.
 *
 * A linear process dX = −pull X dt + G dW, G constant, becomes a martingale in z = e^(pull t) x, whose variance is G Gᵀ times
 * the clock τ = (e^(2 pull t) − 1) / (2 pull). So mixtures of normal laws stay such, and sums of e^(a·z − ½ τ |Gᵀa|²) are expectations.
 */

/** Two modes: weights, means and variances. */
export const MODES = `param weight1 > 0
param weight2 > 0
param mean1: vector
param mean2: vector
param spread1 > 0
param spread2 > 0`;

/** Two more. */
export const OTHER_MODES = MODES.replaceAll('1', '3').replaceAll('2', '4');

/** Two normal laws, their means multiplied, and their variances multiplied and added to. */
export const mixture = (scale: string, square: string, added: string, first: number = 1): string =>
  [first, first + 1].map((k) => `weight${k}/(weight${first} + weight${first + 1}) normal(x; ${scale} mean${k}, ${square} (1/2 + spread${k}/4) + ${added})`).join(' + ');

/** A schedule B of variance-preserving noise, ∂t B > 0. */
export const INCREASING = 'param quickness > 0';
export const INCREASE = '3/4 + quickness t + 1/4 t^2';

/** Variance-preserving noise from two modes. */
export const preserving = (b: string, first: number = 1): string => mixture(`exp(-${b}/2)`, `exp(-${b})`, `(1 - exp(-${b}))`, first);

export const PULL = 'param pull1 > 0\nlet pull = pull1 / 4';

/** Noise that does not depend on the place. */
export const LOUD = (shape: string): string => `param loud1: ${shape}\nlet loud = 1/2 loud1`;
export const CLOCK = '(exp(2 pull t) - 1) / (2 pull)';

/** Under dX = −pull X dt + `noise` dW, from two modes. */
export const pulled = (noise: string, first: number = 1): string =>
  [first, first + 1].map((k) => `weight${k}/(weight${first} + weight${first + 1}) exp(tr(I) pull t) normal(exp(pull t) x; mean${k}, (1/2 + spread${k}/4) I + ${CLOCK} ${noise} ${noise}^T)`).join(' + ');

/** The same with dX = −pull X dt + √(∂t K + 2 pull K) dW, K the variance that has come in. */
export const scheduled = (variance: string, first: number = 1): string => mixture('exp(-pull t)', 'exp(-2 pull t)', `(${variance})`, first);

/** A positive function that is a martingale along dX = −pull X dt + `noise` dW. */
export const martingale = (noise: string, first: number = 1): string =>
  [first, first + 1].map((k) => `weight${k} exp(1/2 mean${k} · (exp(pull t) x) - 1/8 ${CLOCK} |${noise}^T mean${k}|^2)`).join(' + ');
