/**
 * Integrals over t and equations for t as they occur in this field: noise schedules and their exponentials, variances,
 * Riccati equations, first-order conditions of utilities. The constants are positive.
 */
export const NAMES = `
param a > 0
param b > 0
param c > 0
param k > 0
param p > 0
param q > 0
param w > 0
param theta > 0
param sigma > 0
param T > 0
`;

export const INTEGRALS: readonly string[] = [
  // Linear schedules, and powers.
  '1', 't', 't^2', 'a + b t', '(a + b t)^2', '(a + b t)^3', '(1 - t)^2', 't (1 - t)', 't^3 - 2 a t', '(a + (b - a) t) / 2',
  't^(1/2)', 't^(3/2)', 't^a', '(T - t)^a', 'sqrt(1 + t)', 't sqrt(1 + t)', 'sqrt(a + b t)', '1/sqrt(a + b t)', '(a + b t)^c', '1/t^2',
  // Rational functions.
  '1/t', '1/(T - t)', '1/(T - t)^2', '1/(a + b t)', 't/(1 + t)', 't/(1 + t^2)', '1/(1 + t^2)', '1/(a^2 + t^2)', '1/(a^2 - t^2)', '1/(1 - (1 - w) t)^2',
  't/(a + b t)', '1/(t (T - t))', 't^2/(1 + t)', '1/(t^2 + 2 t + 5)', '(1 - t)/t', 't/(1 - t)^2',
  // Exponentials.
  'exp(k t)', 'exp(-2 theta t)', 'sigma^2 exp(-2 theta t)', 'sigma^2 exp(2 theta t - 2 theta T)', 't exp(-t)', 't exp(-theta t)', 't^2 exp(-theta t)',
  't^3 exp(-theta t)', '(a + b t) exp(-k t)', '(1 - exp(-theta t))^2', 'exp(-theta t) (1 - exp(-theta t))', 'exp(k t) + exp(-k t)', '(exp(k t) - exp(-k t))^2',
  '(a + b t) exp(a t + 1/2 b t^2)', '(a + b t) exp(-(a t + 1/2 b t^2))', 't exp(-q t^2)', 't exp(-1/2 t^2)', '(1 - exp(-(a t + 1/2 b t^2))) (a + b t)',
  'p (q/p)^t', 'p (q/p)^(2 t) log(q/p)', 'exp(-t^2)', 'exp(-q t^2)', 't^2 exp(-t^2)',
  // Logistic schedules, Riccati equations, hyperbolic functions.
  '1/(1 + exp(-k t))', 'exp(k t)/(1 + exp(k t))', 'exp(-k t)/(1 + exp(-k t))^2', '1/(a + b exp(k t))', 'exp(k t)/(a + b exp(k t))^2', 'tanh(k t)', 'tanh(t)^2',
  'sinh(k t)', 'cosh(k t)^2', '1/cosh(t)^2',
  // Cosine schedules, and logarithms.
  'sin(q t)', 'cos(q t)^2', 'sin(q t) cos(q t)', 'tan(q t)', 'exp(-t) sin(t)', 'exp(-a t) cos(b t)', 't sin(t)', 'log(t)', 't log(t)', 'log(t)/t', 'sqrt(a + b t + c t^2)',
];

export const EQUATIONS: readonly string[] = [
  'a t + b', 'q - p/t', 't^2 - a^2', 'a t^2 + t', 't^2 - 2 a t + a^2', 't^2 - 4 a^2 b', 'b^2 t^2/q - 2 a t - p', 'sigma^2 t^2 + 2 theta t - k',
  '1/(1 + t) - a', 'a/t - b t', 'exp(t) - p', 'exp(-theta t) - q', 'exp(2 t) - 3 exp(t) + 2', 'log(t) - a', 'a log(t) + b', 't^(1/2) - 3', 't^3 - 8',
  't^3 - 6 t^2 + 11 t - 6', 't^4 - 5 t^2 + 4', 'a t^(-1/2) - b',
];
