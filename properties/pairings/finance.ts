/**
 * Portfolios and prices: constants are drawn, values are the closed forms of the documents.
 */
import type { Kind } from '../arbitraries/document-family.ts';
import type { Pairing } from './pairing.ts';

const ONE: readonly Kind[] = [[1, 'polynomial'], [1, 'analytic']];

/** Rates and risks of a moderate size: else fractions of the wealth are in the tens. */
const MARKET = 'param mu1\nparam r1 > 0\nparam sigma1 > 0';
const MARKET_FORMULAS = { mu: 'r + mu1 / 4', r: 'r1 / 4', sigma: '3/4 + sigma1 / 4' };

const powerPrice = (k: number): string => `weight${k} x^power${k} exp((power${k} r + 1/2 power${k} (power${k} - 1) sigma^2 - r) (T - t))`;

export const FINANCE: readonly Pairing[] = [
  {
    document: 'black-scholes', name: 'payoffs of powers', positive: true, kinds: ONE, adds: 'param power1\nparam power2\nparam weight1\nparam weight2',
    formulas: { u: `${powerPrice(1)} + ${powerPrice(2)}`, payoff: 'u(x,T)' },
  },
  { document: 'blog/merton', name: 'constants', kinds: ONE, adds: MARKET, formulas: MARKET_FORMULAS, where: ['k > 0'] },
  { document: 'merton-finite-horizon', name: 'constants', kinds: ONE, adds: MARKET, formulas: MARKET_FORMULAS },
  {
    document: 'merton-power', name: 'constants', kinds: ONE, where: ['k > 0', 'x > 0'],
    adds: `${MARKET}\nparam gamma1 > 0\nparam nu1 > 0\nlet M1 = r + (mu - r)^2 / (2 gamma1 sigma^2)`,
    formulas: { ...MARKET_FORMULAS, rho: '(1 - gamma) M + gamma nu1', J: 'x^(1 - gamma1) / (1 - gamma1) exp((1 - gamma1) M1 (T - t))', U: 'J(x,T)', f: '1/nu + (f1 - 1/nu) exp(-nu (T - t))' },
  },
  {
    document: 'merton-logarithmic', name: 'constants', kinds: ONE, adds: `${MARKET}\nparam a1 > 0\nparam b1`, where: ['k > 0'],
    formulas: { ...MARKET_FORMULAS, a: '1/rho + (a1 - 1/rho) exp(-rho (T - t))' }, odes: { b: { from: 'horizon', value: 'b1' } },
  },
  { document: 'merton-exponential', name: 'constants', kinds: ONE, adds: MARKET, formulas: { ...MARKET_FORMULAS, J: '-exp(-gamma exp(r (T - t)) x - (mu - r)^2 / (2 sigma^2) (T - t))' } },
  { document: 'merton-several-assets', name: 'free value', kinds: [[2, 'analytic'], [1, 'polynomial']], spaces: { m: 2 }, concave: true, confined: ['z'] },
  { document: 'bond-price', name: 'Riccati equation solved', kinds: ONE, positive: true, odes: { B: { from: 'start', value: '0' }, A: { from: 'start', value: '0' } } },
];
