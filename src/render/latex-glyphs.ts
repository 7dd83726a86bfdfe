/**
 * The widths of the letters and signs of Computer Modern, in thousandths of an em; italic letters with their correction.
 * From the font metrics that Knuth's cmmi10, cmr10, cmsy10 and cmex10 come with.
 */
const row = (letters: string, widths: readonly number[]): readonly (readonly [string, number])[] =>
  [...letters].map((letter, i) => [letter, widths[i] ?? 500]);
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();

const SIGNS: Readonly<Record<string, number>> = {
  '+': 778, '-': 778, '=': 778, '<': 778, '>': 778, '/': 500, '(': 389, ')': 389, '[': 278, ']': 278, '|': 278, ',': 278, ';': 278,
  ':': 278, '.': 278, '!': 278, "'": 280,
};

/** In formulas. */
export const LETTERS: Readonly<Record<string, number>> = Object.fromEntries([
  ...row(LOWER, [529, 429, 433, 520, 466, 597, 513, 576, 345, 469, 552, 318, 878, 600, 485, 503, 482, 479, 469, 361, 572, 521, 743, 572, 526, 509]),
  ...row(UPPER, [750, 809, 786, 856, 796, 782, 786, 913, 518, 651, 921, 681, 1079, 913, 791, 781, 791, 767, 671, 723, 792, 806, 1083, 907, 803, 754]),
  ...Object.entries(SIGNS),
]);

/** Upright. */
export const ROMAN: Readonly<Record<string, number>> = Object.fromEntries([
  ...row(LOWER, [500, 556, 444, 556, 444, 383, 514, 556, 278, 306, 528, 278, 833, 556, 500, 556, 528, 392, 394, 389, 556, 542, 736, 528, 542, 444]),
  ...row(UPPER, [750, 708, 722, 764, 681, 653, 785, 750, 361, 514, 778, 625, 917, 750, 778, 681, 778, 736, 556, 722, 750, 764, 1042, 750, 775, 611]),
  ...Object.entries({ ...SIGNS, '-': 333 }),
]);

/** Signs that have a name. */
export const NAMED: Readonly<Record<string, number>> = {
  '\\alpha': 643, '\\beta': 618, '\\gamma': 573, '\\delta': 482, '\\epsilon': 406, '\\zeta': 511, '\\eta': 532, '\\theta': 497, '\\iota': 354,
  '\\kappa': 576, '\\lambda': 583, '\\mu': 603, '\\nu': 558, '\\xi': 484, '\\pi': 606, '\\rho': 517, '\\sigma': 607, '\\tau': 550, '\\upsilon': 576,
  '\\phi': 596, '\\chi': 626, '\\psi': 687, '\\omega': 658, '\\varepsilon': 466, '\\vartheta': 591, '\\varpi': 856, '\\varrho': 517,
  '\\varsigma': 443, '\\varphi': 654, '\\ell': 417, '\\Gamma': 625, '\\Delta': 833, '\\varDelta': 833, '\\Theta': 778, '\\Lambda': 694, '\\Xi': 667,
  '\\Pi': 750, '\\Sigma': 722, '\\Upsilon': 778, '\\Phi': 722, '\\Psi': 778, '\\Omega': 722,
  '\\nabla': 833, '\\partial': 586, '\\infty': 1000, '\\top': 778, '\\cdot': 278, '\\otimes': 778, '\\times': 778, '\\to': 1000, '\\sim': 778,
  '\\le': 778, '\\ge': 778, '\\neq': 778, '\\propto': 778, '\\mid': 278, '\\int': 1110, '\\lvert': 278, '\\rvert': 278, '\\lVert': 500, '\\rVert': 500,
  '\\{': 500, '\\}': 500, '\\_': 500, '\\(': 0, '\\)': 0,
};

/** Brackets of a size, with the bracket that follows. */
export const BRACKETS: Readonly<Record<string, number>> = Object.fromEntries(
  ([['big', 470], ['Big', 600], ['bigg', 740], ['Bigg', 800]] as const)
    .flatMap(([size, width]) => ['', 'l', 'r', 'm'].map((side) => [`\\${size}${side}`, side === 'm' ? 890 : width])),
);

export const SPACES: Readonly<Record<string, number>> = {
  '\\,': 167, '\\:': 222, '\\;': 278, '\\!': -167, '\\ ': 333, '\\quad': 1000, '\\qquad': 2000, '\\\\': 0,
};

const OPERATORS: ReadonlySet<string> = new Set([
  'exp', 'log', 'sin', 'cos', 'tan', 'sinh', 'cosh', 'tanh', 'arctan', 'det', 'min', 'max',
]);

/** The letters of an operator that TeX knows by name; null for anything else. */
export const operatorOf = (macro: string): string | null => (OPERATORS.has(macro.slice(1)) ? macro.slice(1) : null);
