/**
 * Any text at all, for LaTeX's text mode: what has a meaning to TeX is escaped, letters and signs that pdflatex's
 * utf8 does not know in every font become commands that it knows, and the rest is named by its code point. The result
 * is one paragraph at most, and its braces match whatever came in.
 */

const ASCII: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}', '{': '\\{', '}': '\\}', $: '\\$', '&': '\\&', '#': '\\#', '%': '\\%', _: '\\_',
  '^': '\\textasciicircum{}', '~': '\\textasciitilde{}', '<': '\\textless{}', '>': '\\textgreater{}', '|': '\\textbar{}',
  '`': '\\textquoteleft{}',
};

/** Signs that stand in text as they do in formulas. */
const SIGNS: Readonly<Record<string, string>> = {
  '∂': '\\partial', '∇': '\\nabla', 'Δ': '\\Delta', '∆': '\\Delta', '∫': '\\int', '∞': '\\infty', '·': '\\cdot', '⋅': '\\cdot',
  '×': '\\times', '⊗': '\\otimes', '±': '\\pm', '−': '-', '≤': '\\le', '≥': '\\ge', '≠': '\\neq', '≈': '\\approx', '∼': '\\sim',
  '≡': '\\equiv', '∝': '\\propto', '→': '\\to', '←': '\\leftarrow', '⇒': '\\Rightarrow', '⇔': '\\Leftrightarrow', '↔': '\\Leftrightarrow',
  '↦': '\\mapsto', '∈': '\\in', '⊤': '{}^\\top', 'ᵀ': '{}^\\top', '∘': '\\circ', '√': '\\sqrt{}', '∑': '\\sum', '∏': '\\prod',
  '‖': '\\Vert', '′': "'", '⁰': '{}^0', '¹': '{}^1', '²': '{}^2', '³': '{}^3', '⁻': '{}^-', '½': '\\tfrac12', '¼': '\\tfrac14', '¾': '\\tfrac34',
  '₀': '{}_0', '₁': '{}_1', '₂': '{}_2', '₃': '{}_3', 'ℓ': '\\ell', '°': '{}^\\circ', 'µ': '\\mu',
};

const GREEK: Readonly<Record<string, string>> = Object.fromEntries(([
  ['αβγδϵζηθικλμνξπρστυϕχψω', 'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi omega'],
  ['εϑϖϱςφΓΘΛΞΠΣΥΦΨΩ', 'varepsilon vartheta varpi varrho varsigma varphi Gamma Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'],
] as const).flatMap(([letters, names]) => [...letters].map((letter, i) => [letter, `\\${names.split(' ')[i] ?? ''}`])));

const LETTERS: Readonly<Record<string, string>> = {
  'ß': '\\ss{}', 'æ': '\\ae{}', 'Æ': '\\AE{}', 'œ': '\\oe{}', 'Œ': '\\OE{}', 'ø': '\\o{}', 'Ø': '\\O{}', '§': '\\S{}',
  '–': '\\textendash{}', '—': '\\textemdash{}', '‘': '\\textquoteleft{}', '’': '\\textquoteright{}', '“': '\\textquotedblleft{}',
  '”': '\\textquotedblright{}', '„': ',,', '…': '\\dots{}', '\u00a0': ' ', '\u2009': ' ', '\u202f': ' ', '‐': '-', '‑': '-', '•': '\\(\\bullet\\)',
};

/** Combining marks that TeX sets over or under a letter. */
const ACCENTS: Readonly<Record<string, string>> = {
  '\u0300': '`', '\u0301': "'", '\u0302': '^', '\u0303': '~', '\u0304': '=', '\u0306': 'u', '\u0307': '.', '\u0308': '"',
  '\u030a': 'r', '\u030b': 'H', '\u030c': 'v', '\u0327': 'c',
};

/** A text for LaTeX's text mode. Works within `\text{…}` too. */
export const escapeLatexText = (text: string): string => {
  let result = '';
  let before = '';
  for (const letter of text.replaceAll(/[\t\n\v\f\r\u0085\u2028\u2029 ]+/g, ' ')) {
    result += joined(result, letter === '"' ? quote(before) : escaped(letter));
    before = letter;
  }
  return result;
};

/** Signs that TeX would join (`--`, `,,`, `''`) are kept apart. */
const joined = (before: string, next: string): string =>
  JOINED.some((sign) => before.endsWith(sign) && next.startsWith(sign)) ? `{}${next}` : next;
const JOINED = ['-', ',', "'"] as const;

const quote = (before: string): string =>
  before === '' || /[\s([{–—-]/.test(before) ? '\\textquotedblleft{}' : '\\textquotedblright{}';

const escaped = (letter: string): string => {
  const point = letter.codePointAt(0) ?? 0;
  if (point >= 0x20 && point < 0x7f) return ASCII[letter] ?? letter;
  if (point < 0xa0 && point !== 0x85) return '';
  const sign = own(SIGNS, letter) ?? own(GREEK, letter);
  if (sign !== undefined) return `\\(${sign}\\)`;
  return own(LETTERS, letter) ?? accented(letter) ?? `[U+${point.toString(16).toUpperCase().padStart(4, '0')}]`;
};

const own = (table: Readonly<Record<string, string>>, key: string): string | undefined => (Object.hasOwn(table, key) ? table[key] : undefined);

/** `\'{e}` of é; null where that is no Latin letter with one mark. */
const accented = (letter: string): string | null => {
  const [base, mark, ...more] = [...letter.normalize('NFD')];
  if (base === undefined || mark === undefined || more.length > 0 || !/^[A-Za-z]$/.test(base)) return null;
  const accent = own(ACCENTS, mark);
  return accent === undefined ? null : `\\${accent}{${base === 'i' && accent !== 'c' ? '\\i' : base === 'j' ? '\\j' : base}}`;
};
