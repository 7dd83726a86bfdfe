/**
 * What the macros of LaTeX mean, as tables: letters, signs, spaces, sizes of brackets, alphabets, and the macros that the
 * grammar knows by name. A macro that stands in none of them is refused.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Letters under their own names: `\theta` is the name `theta`. Δ by itself is the Laplacian. */
const LETTERS: ReadonlySet<string> = new Set(words(`alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi
  rho sigma tau upsilon phi chi psi omega varepsilon vartheta varpi varrho varsigma varphi ell
  Gamma Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega`));

/** The name that a macro is a letter of; null for any other macro. */
export const letterOf = (macro: string): string | null =>
  (LETTERS.has(macro) ? macro : macro === 'varDelta' ? 'Delta' : null);

/** An upright capital may be a Greek one, which TeX has under no name of its own. */
export const UPRIGHT_GREEK: Readonly<Record<string, string>> = {
  o: 'omicron', A: 'Alpha', B: 'Beta', E: 'Epsilon', Z: 'Zeta', H: 'Eta', I: 'Iota', K: 'Kappa', M: 'Mu', N: 'Nu', O: 'Omicron',
  P: 'Rho', T: 'Tau', X: 'Chi',
};

/** Signs; `\{` is a bracket, `{` only groups. */
export const SIGNS: Readonly<Record<string, string>> = {
  cdot: '·', otimes: '⊗', int: '∫', iint: '∬', iiint: '∭', partial: '∂', nabla: '∇', Delta: 'Δ',
  le: '<=', leq: '<=', leqslant: '<=', ge: '>=', geq: '>=', geqslant: '>=', ne: '!=', neq: '!=', lt: '<', gt: '>',
  langle: '⟨', rangle: '⟩', lbrace: '\\{', rbrace: '\\}', '{': '\\{', '}': '\\}', lbrack: '[', rbrack: ']',
  lvert: '|', rvert: '|', vert: '|', mid: '|', lVert: '‖', rVert: '‖', Vert: '‖', '|': '‖', colon: ':', slash: '/',
  star: '*', ast: '*', prime: "'", top: '⊤', intercal: '⊤', infty: '∞', sim: '∼',
};
/** Brackets that say themselves on which side they stand. */
export const SIDES: Readonly<Record<string, 'open' | 'close'>> = {
  lvert: 'open', lVert: 'open', rvert: 'close', rVert: 'close', mid: 'close',
};

export const UNICODE: Readonly<Record<string, string>> = {
  '−': '-', '·': '·', '⋅': '·', '⊗': '⊗', '∫': '∫', '∂': '∂', '∇': '∇', Δ: 'Δ', '∆': 'Δ', '≤': '<=', '≥': '>=', '≠': '!=',
  '‖': '‖', '⊤': '⊤', '⟨': '⟨', '⟩': '⟩', '∞': '∞', '′': "'",
};

/** Space that is seen in print. */
export const SPACES: ReadonlySet<string> = new Set([',', ';', ':', '>', ' ', '\n', 'quad', 'qquad', 'enspace', 'thinspace', 'medspace', 'thickspace']);
/** What is not seen, or only makes something larger or smaller. */
export const INVISIBLE: ReadonlySet<string> = new Set([
  '!', 'limits', 'nolimits', 'displaystyle', 'textstyle', 'scriptstyle', 'negthinspace', 'strut', 'mathstrut', 'relax',
]);

/** `\left(`, `\bigl(`: on which side the bracket stands, where that is said. */
export const SIZES: Readonly<Record<string, 'open' | 'close' | 'either'>> = {
  left: 'open', right: 'close', middle: 'either',
  ...Object.fromEntries(words('big Big bigg Bigg').flatMap((size) => [
    [size, 'either'], [`${size}l`, 'open'], [`${size}r`, 'close'], [`${size}m`, 'either'],
  ] as const)),
};

export type Alphabet = 'upright' | 'bold' | 'calligraphic' | 'blackboard' | 'text';
export const ALPHABETS: Readonly<Record<string, Alphabet>> = {
  mathrm: 'upright', operatorname: 'upright', mathit: 'upright', mathsf: 'upright', mathtt: 'upright', mathnormal: 'upright',
  text: 'text', textrm: 'text', textit: 'text', mbox: 'text',
  mathbf: 'bold', boldsymbol: 'bold', bm: 'bold', mathbfit: 'bold',
  mathcal: 'calligraphic', mathscr: 'calligraphic', mathbb: 'blackboard',
};

/** Marks on a letter are part of its name: `\bar\alpha` is `alpha_bar` or `alphabar`. */
export const ACCENTS: Readonly<Record<string, string>> = {
  hat: 'hat', widehat: 'hat', bar: 'bar', overline: 'bar', tilde: 'tilde', widetilde: 'tilde', vec: 'vec', check: 'check', breve: 'breve',
};

/** Macros that the grammar knows: words of the language under their names in TeX, and layout. */
const GRAMMAR: ReadonlySet<string> = new Set(words(`frac tfrac dfrac sqrt exp log ln sin cos tan sinh cosh tanh arctan det
  min max inf sup arg argmin argmax iff Leftrightarrow land dot ddot`));
export const isKnownMacro = (name: string): boolean => GRAMMAR.has(name) || Object.hasOwn(ACCENTS, name);

/** For suggestions. */
export const MACRO_NAMES: readonly string[] = [
  ...GRAMMAR, ...LETTERS, ...Object.keys(ACCENTS), ...Object.keys(ALPHABETS), ...Object.keys(SIGNS).filter((name) => name.length > 2),
];
