/**
 * Documents that grow in one respect each: true claims of any size wanted.
 */
export interface Kind {
  readonly words: string;
  readonly sizes: readonly number[];
  /** The text of a `.claim` file. */
  readonly document: (size: number) => string;
}

const upTo = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => i + 1);

/** (f1 + … + fn)^2, against its n(n+1)/2 terms. */
const terms = (n: number): string => {
  const square = upTo(n).flatMap((i) => upTo(i).map((j) => (i === j ? `f${i}^2` : `2 f${i} f${j}`)));
  return [
    ...upTo(n).map((i) => `field f${i}(x,t)`),
    `claim "square": (${upTo(n).map((i) => `f${i}`).join(' + ')})^2 = ${square.join(' + ')}`,
  ].join('\n');
};

/** grad (f1 f2 … fn) against the product rule: n terms with n jets each. */
const jets = (n: number): string => {
  const term = (i: number): string => upTo(n).map((j) => (i === j ? `grad f${j}` : `f${j}`)).join(' ');
  return [
    ...upTo(n).map((i) => `field f${i}(x,t)`),
    `claim "product rule": grad (${upTo(n).map((i) => `f${i}`).join(' ')}) = ${upTo(n).map(term).join(' + ')}`,
  ].join('\n');
};

const repeated = (operator: string, times: number, of: string): string =>
  times === 0 ? of : `${operator} (${repeated(operator, times - 1, of)})`;

/** ∂t^n (p q) against Leibniz's rule. */
const depth = (n: number): string => {
  const binomial = (k: number): number => upTo(k).reduce((product, i) => (product * (n - i + 1)) / i, 1);
  const term = (k: number): string => `${binomial(k)} ${repeated('D[t]', k, 'p')} ${repeated('D[t]', n - k, 'q')}`;
  return [
    'field p(x,t)', 'field q(x,t)',
    `claim "Leibniz": ${repeated('D[t]', n, 'p q')} = ${[0, ...upTo(n)].map(term).join(' + ')}`,
  ].join('\n');
};

/** lap^n (x · a) times x-dependence, n contracted pairs: lap^n of |grad p|^2 against itself with the sum written out. */
const contractions = (n: number): string => [
  'field p(x,t)', 'field q(x,t)',
  `claim "commute": ${repeated('lap', n, 'grad p · grad q')} = div (${repeated('lap', n - 1, 'grad (grad p · grad q)')})`,
].join('\n');

/** n copies of the equation of the log-density. */
const claims = (n: number): string => [
  'field f(x,t): vector', 'field g(t)', 'process X: dX = f dt + g dW', 'density p(x,t) of X',
  ...upTo(n).map((i) =>
    `claim "copy ${i}": ∂t log p = -div f - f · grad log p + 1/2 g^2 (lap log p + |grad log p|^2)`),
].join('\n');

export const KINDS: Readonly<Record<string, Kind>> = {
  terms: { words: 'fields squared', sizes: [4, 8, 16, 32, 64], document: terms },
  jets: { words: 'factors differentiated', sizes: [2, 4, 8, 16, 32], document: jets },
  depth: { words: 'derivatives by t', sizes: [2, 4, 8, 16, 32], document: depth },
  contractions: { words: 'Laplacians of a product', sizes: [1, 2, 3], document: contractions },
  claims: { words: 'claims in a document', sizes: [1, 10, 100, 1000], document: claims },
};
