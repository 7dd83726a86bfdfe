/**
 * The mathematics that prose may use: macros with the number of their arguments, environments, and Unicode symbols.
 *
 * Everything here means the same to pdflatex with amsmath and amssymb, to KaTeX and to MathJax. Nothing here reads a
 * file, defines a macro, or changes how characters are read; what is not here is not passed on.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** They stand for a symbol, a space, or a style. */
const SYMBOLS = words(`
  alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi pi varpi rho varrho
  sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
  nabla partial int iint oint sum prod infty cdot times pm mp circ bullet ast star otimes oplus odot wedge vee div
  to gets mapsto rightarrow leftarrow Rightarrow Leftarrow leftrightarrow Leftrightarrow longrightarrow longmapsto
  implies iff uparrow downarrow le ge leq geq lt gt ne neq ll gg approx sim simeq cong equiv propto prec succ preceq succeq
  in notin ni subset supset subseteq supseteq cup cap setminus emptyset varnothing forall exists neg top bot perp
  dagger ddagger ldots cdots dots vdots ddots dotsb dotsc colon mid parallel ell hbar Re Im prime aleph
  langle rangle lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack
  log ln exp sin cos tan cot sec csc sinh cosh tanh coth arcsin arccos arctan det dim ker lim liminf limsup max min sup inf
  arg deg gcd Pr quad qquad thinspace medspace thickspace negthinspace square blacksquare checkmark
  lor land varDelta imath jmath displaystyle textstyle scriptstyle limits rm bf it cal
`);

/** They need an operator before them. */
export const AFTER_OPERATOR: ReadonlySet<string> = new Set(['limits']);
const OPERATORS: ReadonlySet<string> = new Set(words('int iint oint sum prod lim liminf limsup max min sup inf det gcd Pr'));
export const isOperator = (name: string): boolean => OPERATORS.has(name);

const ONE = words(`
  boldsymbol hat bar tilde dot ddot vec check breve acute grave
  widehat widetilde overline underline overbrace underbrace overrightarrow
`);
/** Their argument is letters: those that the fonts have. */
const ANY = /^\{(?:[A-Za-z0-9 ]|\\,)+\}$/;
export const ALPHABETS: ReadonlyMap<string, RegExp> = new Map([
  ...words('mathbf mathit mathrm mathsf mathtt operatorname operatorname*').map((name) => [name, ANY] as const),
  ['mathbb', /^\{[A-Z ]+\}$/], ['mathcal', /^\{[A-Z ]+\}$/], ['mathfrak', /^\{[A-Za-z ]+\}$/],
]);
const TWO = words('frac tfrac dfrac binom tbinom dbinom overset underset stackrel');

/** How many arguments a macro takes; undefined: it is not passed on. */
export const ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ...SYMBOLS.map((name) => [name, 0] as const), ...ONE.map((name) => [name, 1] as const), ...TWO.map((name) => [name, 2] as const),
]);

/** Their argument is words. */
export const OF_WORDS: ReadonlySet<string> = new Set(['text', 'textrm', 'textit', 'textbf', 'mbox']);

/** They take a delimiter. */
export const SIZES: ReadonlySet<string> = new Set(words('big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm'));
const DELIMITER_MACROS: ReadonlySet<string> = new Set(words(`
  langle rangle lvert rvert lVert rVert vert Vert lfloor rfloor lceil rceil lbrace rbrace lbrack rbrack uparrow downarrow
`));
export const isDelimiter = (token: string): boolean =>
  /^[()[\]|/.<>]$/.test(token) || ['\\{', '\\}', '\\|'].includes(token) || DELIMITER_MACROS.has(token.slice(1));

/** A backslash before one of these. */
export const ESCAPED: ReadonlySet<string> = new Set([',', ';', ':', '!', ' ', '{', '}', '|', '%', '$', '#', '&', '_']);

/** With the most cells that a line of them may have. */
export const ENVIRONMENTS: ReadonlyMap<string, number> = new Map([
  ['aligned', 10], ['gathered', 1], ['cases', 2], ...words('matrix pmatrix bmatrix vmatrix smallmatrix').map((name) => [name, 10] as const),
]);

/** `split` stands in a display alone; `aligned` is the same anywhere. */
export const ELSEWHERE: ReadonlyMap<string, string> = new Map([['split', 'aligned']]);

const GREEK = 'αalpha βbeta γgamma δdelta εvarepsilon ϵepsilon ζzeta ηeta θtheta ϑvartheta ιiota κkappa λlambda μmu νnu ξxi πpi ρrho ϱvarrho σsigma ςvarsigma τtau υupsilon φvarphi ϕphi χchi ψpsi ωomega ΓGamma ΔDelta ΘTheta ΛLambda ΞXi ΠPi ΣSigma ΥUpsilon ΦPhi ΨPsi ΩOmega';
const SIGNS = '·cdot ×times ±pm ∓mp ∘circ ⊗otimes ⊕oplus ∂partial ∇nabla ∫int ∑sum ∏prod ∞infty →to ↦mapsto ⇒Rightarrow ⇔Leftrightarrow ≤le ≥ge ≠ne ≪ll ≫gg ≈approx ∼sim ≃simeq ≡equiv ∝propto ∈in ∉notin ⊂subset ⊆subseteq ∪cup ∩cap ∅emptyset ∀forall ∃exists ⊤top ⊥perp ⟨langle ⟩rangle ‖Vert …ldots ⋯cdots ℓell †dagger';

/** One character as a macro. */
export const UNICODE: ReadonlyMap<string, string> = new Map([
  ...`${GREEK} ${SIGNS}`.split(' ').map((entry) => [entry.slice(0, 1), `\\${entry.slice(1)}`] as const),
  ['−', '-'], ['–', '-'], ['’', '\''], ['ℝ', '\\mathbb{R}'], ['ℕ', '\\mathbb{N}'], ['ℤ', '\\mathbb{Z}'],
]);
