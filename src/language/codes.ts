/**
 * Every kind of error and warning: its code, its title, and a paragraph with an example. `hopfcole explain CODE`
 * prints it. The table is total over the codes: adding one makes the compiler ask for its text.
 */
export const CODE_NAMES = [
  'E0101', 'E0102', 'E0103', 'E0104', 'E0105', 'E0106', 'E0107', 'E0108', 'E0109', 'E0110',
  'E0201', 'E0202', 'E0203', 'E0204', 'E0205',
  'E0301', 'E0302', 'E0303', 'E0304', 'E0305',
  'E0401', 'E0402', 'E0403', 'E0404', 'E0405', 'E0406', 'E0407', 'E0408',
  'E0501', 'E0502', 'E0503', 'E0504', 'E0505', 'E0506', 'E0507', 'E0508', 'E0509', 'E0510',
  'E0601', 'E0602', 'E0603',
] as const;
export type Code = (typeof CODE_NAMES)[number];

export interface Explanation {
  readonly title: string;
  readonly text: string;
}

export const CODES: Readonly<Record<Code, Explanation>> = {
  E0101: {
    title: 'not a text',
    text: 'The document holds a NUL character or a replacement character (U+FFFD), so it is binary, or was saved in another encoding than UTF-8. Save it as UTF-8.',
  },
  E0102: {
    title: 'a claim block where it is not checked',
    text: 'A fence marked `claim` inside a list, a block quote or HTML is part of that list, quote or HTML. It would be skipped without a word, so it is an error. Move it to the left margin; after HTML, put an empty line before it.',
  },
  E0103: {
    title: 'a claim block that is not closed',
    text: 'The fence that opens a claim block has no partner, so the rest of the document would be read as claims. Close it with a line that holds the same number of backticks, or more.',
  },
  E0104: {
    title: 'a block that is nearly marked `claim`',
    text: 'Only blocks whose info string begins with the word `claim`, in small letters, are checked. `Claim` and `claims` are taken for slips. This is a warning.',
  },
  E0105: {
    title: 'a character without a meaning',
    text: 'The language uses letters (Latin and Greek), digits, and the signs of its tables. `×`, for example, has no meaning: a product is written side by side, as in `a b`.',
  },
  E0106: {
    title: 'a text or formula that is not closed',
    text: 'The name of a claim stands in quotation marks on one line: `claim "log-density": …`. A formula in LaTeX stands between two dollar signs.',
  },
  E0107: {
    title: 'a number that is too long',
    text: 'Numbers are exact, and so they cost as much as they are long. At most 1000 digits are read; an exponent, as in `1e-3`, is at most 1000 as well.',
  },
  E0108: {
    title: 'a statement or document that is too long',
    text: 'A statement may have 100,000 characters, and a document 64 million. Longer ones are refused before they are read.',
  },
  E0109: {
    title: 'LaTeX that has no meaning here',
    text: 'Between dollar signs stands one formula, `$\\tfrac12 g^2 \\Delta p$`: no environment, no line breaks, no macros of your own. Letters side by side are names that are multiplied; a name of several letters is `\\mathrm{mean}`. Integrals are over whole spaces and end in `\\mathrm dx`.',
  },
  E0110: {
    title: 'a fence that is indented too far',
    text: 'A fence that is indented by four spaces or more is shown as text by Markdown, and is not checked. This is a warning.',
  },
  E0201: {
    title: 'a name that is not declared',
    text: 'Only `x` and `t` are there without being declared. Everything else is declared before it is used: `param theta > 0`, `field p(x,t) > 0`, `variable y: vector`, `let V = -log p`. Two names that are multiplied need a space: `a x`, not `ax`.',
  },
  E0202: {
    title: 'a name that is declared twice',
    text: 'Every name is declared once per document, so that it means one thing. A density, an expectation and a value declare their function as well: after `density p(x,t) of X` no `field p(x,t)` may follow.',
  },
  E0203: {
    title: 'a name that has a meaning already',
    text: 'Functions, operators and the words that divide statements cannot be declared: `exp`, `grad`, `dot`, `of`, `along`. `E`, `D`, `pi` and `Phi` can; then they mean what was declared.',
  },
  E0204: {
    title: 'a name of another kind',
    text: 'The name is declared, but as something that cannot stand here: a process in a formula, or a parameter where a variable is needed, as in `D[a] e` with `param a`.',
  },
  E0205: {
    title: 'not a process, problem or control',
    text: '`density p(x,t) of X` needs X to be a process, `value V(x,t) of P` needs P to be a problem, and `over u` needs u to be a control.',
  },
  E0301: {
    title: 'not the form of a statement',
    text: 'The statement was understood up to this place. The message says what would fit. A statement ends with its line, unless the next line is indented or begins with `=`.',
  },
  E0302: {
    title: 'brackets that do not match',
    text: 'Every bracket is closed by its own kind in the same statement: `f(x,t)`, `grad[y] e`.',
  },
  E0303: {
    title: 'nested too deeply',
    text: 'Brackets, prefix operators and powers may be nested 200 deep. Give parts names: `let V = …`.',
  },
  E0304: {
    title: 'not a statement',
    text: 'A statement begins with one of the words dimension, param, field, variable, control, process, density, stationary, expectation, problem, value, let, assume, claim, refute. A line that continues the line above is indented.',
  },
  E0305: {
    title: 'a formula with two readings',
    text: '`log (p)^2` could be log(p²) or (log p)²: write one of them. Two numbers side by side, `2 3`, could be a slip: write `2 * 3` or `23`. In LaTeX more is left to the reader, and more is refused: `\\nabla\\cdot f p`, `\\log p q`, `a/bc`, `\\partial_t p(x, T-t)`. The message shows both readings; write one of them.',
  },
  E0401: {
    title: 'a sum of different types',
    text: 'The terms of a sum are all scalars, all vectors, or all matrices of one size. `f + 1` with a vector f is an error; `D + I` is a sum of matrices.',
  },
  E0402: {
    title: 'a product that does not fit',
    text: 'Two vectors side by side are an error: write `a · b`, or `outer(a, b)`. A matrix times what follows it needs as many columns as that has rows. A quotient is by a scalar.',
  },
  E0403: {
    title: 'an argument of the wrong type',
    text: 'Functions such as `exp` take scalars; a field takes arguments of the types of its variables: `p(x, T-t)`, not `p(t, x)`.',
  },
  E0404: {
    title: 'two sides of different types',
    text: 'Both sides of an equation are scalars, vectors or matrices of one size. The number 0 fits all of them.',
  },
  E0405: {
    title: 'the wrong number of arguments',
    text: '`p(x,t)` takes two arguments. A name right before a bracket takes what is in it as its arguments, so a product with a bracket needs a space: `p (f - g)`.',
  },
  E0406: {
    title: 'an operator on the wrong type',
    text: '`grad` and `hess` take scalars, `jac` takes vectors, `div` takes vectors and matrices, `tr` and `det` take square matrices.',
  },
  E0407: {
    title: 'a partial derivative by a vector',
    text: '`∂t e` and `D[s] e` are derivatives by a scalar variable. By a vector there are `grad[y] e`, `jac[y] e`, `div[y] e`, `hess[y] e` and `lap[y] e`.',
  },
  E0408: {
    title: 'a derivative by x of what does not depend on x',
    text: '`grad p` is by x. Of p(y,t) it would be 0, which is hardly meant: write `grad[y] p`.',
  },
  E0501: {
    title: 'a dimension that cannot be',
    text: '`dimension 2` says that x has two components; it comes first in a document, once, with a whole number from 1 to 16. `dimension n` names the dimension and leaves it open, as does no such line at all.',
  },
  E0502: {
    title: 'a process that does not fit together',
    text: 'A process is written `process X: dX = f dt + G dW`: each term ends in `dt` or in a noise, the drift has the type of the state, and the noise is a scalar, or a matrix with as many rows as the state has components. Several equations name their state variables: `process (Q,V)(q,v): dQ = v dt; dV = …`.',
  },
  E0503: {
    title: 'a density, expectation or value of the wrong variables',
    text: 'They depend on the state variables of the process and on t: `density p(x,t) of X`. A stationary density, and a value with an infinite horizon, do not depend on t.',
  },
  E0504: {
    title: 'a horizon that is not known',
    text: 'A terminal cost or the end of an expectation is taken at the time T. Declare `param T`, or name another time: `terminal k(x) at S`.',
  },
  E0505: {
    title: 'an infinite horizon for what depends on time',
    text: 'A problem without `terminal` goes on for ever, and its value depends on the state alone; so nothing in it may depend on t. Add `terminal 0` for a finite horizon.',
  },
  E0506: {
    title: 'a claim that does not fit together',
    text: 'An optimal law is claimed of a control of the problem: `u = -G^T grad V is optimal for P`. A differential uses the noise of its process: `d(phi) = (…) dt + (…) · dW along X`. A chain has no `iff`.',
  },
  E0507: {
    title: 'too large when written out',
    text: 'Abbreviations are written out where they are used. What comes out may have 200,000 parts and be nested 1000 deep.',
  },
  E0508: {
    title: 'a division by zero',
    text: 'The divisor is the number 0, as in `a / 0`. A divisor that may become 0 is allowed: a claim is about the points where every denominator is nonzero.',
  },
  E0509: {
    title: 'two claims with one name',
    text: 'Results are found by the names of claims, so each should have its own. This is a warning.',
  },
  E0510: {
    title: 'a problem that does not fit together',
    text: 'A terminal cost depends on the state alone, not on a control; a discount on the state and the time; a horizon on nothing. Process and running cost depend on the state, the time, and the controls that the problem is over. Without `terminal` the horizon is infinite, and `at S` has no meaning.',
  },
  E0601: {
    title: 'hypotheses that contradict one another',
    text: 'From a contradiction everything follows, so nothing is checked. Example: `assume a = 1` and `assume a = 2` for one parameter a, or two equations for ∂t p that differ.',
  },
  E0602: {
    title: 'a reason that nothing bears',
    text: 'The name after `by` is that of a declared object, of an assumption, or of a rule such as `fokker-planck`, `hjb`, `ito`, `chain-rule`, `integration-by-parts`.',
  },
  E0603: {
    title: 'a statement that stands for no equation',
    text: 'Example: `u = … is optimal for P` where no value of P is declared and none is given after `with value`; a problem along a process that is printed backward; a differential whose sides differ in shape.',
  },
};

const isCode = (code: string): code is Code => (CODE_NAMES as readonly string[]).includes(code);

/** Title and text of a code, in any case of letters; null: there is no such code. */
export const explainCode = (code: string): Explanation | null => {
  const upper = code.toUpperCase();
  return isCode(upper) ? CODES[upper] : null;
};
