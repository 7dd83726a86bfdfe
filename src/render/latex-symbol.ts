/**
 * Names as mathematics: `theta` is θ, `x0` and `x_0` are x with the subscript 0, `sigma_max` is σ with the subscript
 * “max”, and a word is upright: `\mathrm{mean}`.
 *
 * Different names are printed differently, but for `x0` and `x_0`. A name is taken apart letter by letter and never
 * copied, so that none can end a formula, whatever it holds.
 */
import { escapeLatexText } from './latex-text.ts';

const GREEK: ReadonlySet<string> = new Set([
  'alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota', 'kappa', 'lambda', 'mu', 'nu', 'xi', 'pi', 'rho',
  'sigma', 'tau', 'upsilon', 'phi', 'chi', 'psi', 'omega', 'varepsilon', 'vartheta', 'varpi', 'varrho', 'varsigma', 'varphi', 'ell',
  'Gamma', 'Theta', 'Lambda', 'Xi', 'Pi', 'Sigma', 'Upsilon', 'Phi', 'Psi', 'Omega',
]);
/** Letters that TeX has under no name of their own; Δ by itself is the Laplacian. */
const OTHERS: Readonly<Record<string, string>> = {
  Delta: '\\varDelta', omicron: '\\mathrm{o}', Alpha: '\\mathrm{A}', Beta: '\\mathrm{B}', Epsilon: '\\mathrm{E}', Zeta: '\\mathrm{Z}', Eta: '\\mathrm{H}',
  Iota: '\\mathrm{I}', Kappa: '\\mathrm{K}', Mu: '\\mathrm{M}', Nu: '\\mathrm{N}', Omicron: '\\mathrm{O}', Rho: '\\mathrm{P}', Tau: '\\mathrm{T}',
  Chi: '\\mathrm{X}',
};

/** A name as mathematics; of a process of several blocks, `(Q,V)`, each name for itself. */
export const latexSymbol = (name: string): string =>
  (/^\(.*\)$/s.test(name) ? `(${name.slice(1, -1).split(',').map((one) => subscripted(one.trim(), [])).join(', ')})` : subscripted(name, []));

/** The same with further subscripts: `X_t`, `x_{0,i}`, `A_{2,t}`. */
export const subscripted = (name: string, more: readonly string[], separator = ','): string => {
  const { base, subscripts } = partsOf(name);
  const own = subscripts.map(subscript).join(',');
  const further = more.join(separator);
  const below = [own, further].filter((text) => text !== '').join(',');
  return below === '' ? base : below.length === 1 ? `${base}_${below}` : `${base}_{${below}}`;
};

interface NameParts {
  readonly base: string;
  readonly subscripts: readonly string[];
}

const partsOf = (name: string): NameParts => {
  const [first = '', ...rest] = name.split('_');
  const numbered = /^(?<letters>.*?\D)(?<digits>\d+)$/su.exec(first)?.groups;
  const letters = numbered?.['letters'] ?? '';
  if (numbered !== undefined && isSymbol(letters)) {
    return { base: word(letters), subscripts: [numbered['digits'] ?? '', ...rest] };
  }
  return { base: word(first), subscripts: rest };
};

const isSymbol = (text: string): boolean => [...text].length === 1 || GREEK.has(text) || Object.hasOwn(OTHERS, text);

const word = (text: string): string => {
  if (text === '') return '\\_';
  if (/^[A-Za-z]$/.test(text)) return text;
  if (GREEK.has(text)) return `\\${text}`;
  if (Object.hasOwn(OTHERS, text)) return OTHERS[text] ?? text;
  return /^[A-Za-z0-9]+$/.test(text) ? `\\mathrm{${text}}` : `\\text{${escapeLatexText(text)}}`;
};

/** `u_star` is u with a star. */
const subscript = (text: string): string => (/^\d+$/.test(text) ? text : text === 'star' ? '\\star' : word(text));
