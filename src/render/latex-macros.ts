/**
 * The macros that may stand in a formula: each is read alike by KaTeX in its strict mode and by pdflatex with amsmath and
 * amssymb (for \mathbb).
 * What is printed uses no others, and formulas that somebody else wrote can be held against this table.
 */
const words = (text: string): readonly string[] => text.trim().split(/\s+/).map((word) => `\\${word}`);

/** With their backslash. `\begin` and `\end` are not among them: see LATEX_ENVIRONMENTS. */
export const LATEX_MACROS: readonly string[] = [
  // Greek letters, and letters of their own
  ...words(`alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi
    omega varepsilon vartheta varpi varrho varsigma varphi Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega
    varDelta ell hbar imath jmath Re Im aleph emptyset infty`),
  // Operators of analysis and algebra
  ...words('partial nabla int iint iiint oint sum prod top perp dagger ast circ cdot times otimes oplus pm mp star bullet'),
  ...words('exp log ln sin cos tan sinh cosh tanh arctan arcsin arccos det dim ker min max sup inf lim arg operatorname'),
  // Relations and arrows
  ...words(`le leq ge geq ne neq equiv approx sim simeq cong propto ll gg in notin ni subset subseteq supset supseteq
    succ succeq prec preceq mid parallel to rightarrow leftarrow Rightarrow Leftarrow Leftrightarrow iff implies mapsto
    longrightarrow longmapsto colon forall exists neg land lor cup cap setminus not`),
  // Layout
  ...words(`frac tfrac dfrac sqrt binom left right big Big bigg Bigg bigl Bigl biggl Biggl bigr Bigr biggr Biggr bigm Bigm
    biggm Biggm lvert rvert lVert rVert vert Vert langle rangle lfloor rfloor lceil rceil quad qquad
    hat widehat bar overline tilde widetilde dot ddot vec underline underbrace overbrace underset overset stackrel limits
    substack prime dots ldots cdots vdots ddots`),
  '\\,', '\\;', '\\:', '\\!', '\\ ', '\\\\', '\\|', '\\{', '\\}', '\\_', '\\%', '\\&', '\\#', '\\$',
  // Alphabets, and text within a formula
  ...words('mathrm mathit mathbf mathbb mathcal mathfrak mathsf mathtt boldsymbol text textbf textit rm bf'),
  ...words(`textbackslash textasciitilde textasciicircum textless textgreater textbar textquoteleft textquoteright
    textquotedblleft textquotedblright textendash textemdash ss ae AE oe OE o O i j S c u v H r`),
  '\\(', '\\)', "\\'", '\\`', '\\^', '\\~', '\\"', '\\=', '\\.',
];

/** What may follow `\begin` and `\end` in a formula. */
export const LATEX_ENVIRONMENTS: readonly string[] = [
  'aligned', 'split', 'gathered', 'cases', 'matrix', 'pmatrix', 'bmatrix', 'vmatrix', 'smallmatrix', 'array',
];

const MACRO = /\\(?:[A-Za-z]+|[^A-Za-z])/gs;
const ENVIRONMENT = /\\(?:begin|end)\s*\{(?<name>[^{}]*)\}/g;
const KNOWN: ReadonlySet<string> = new Set(LATEX_MACROS);

/** The macros and environments of a formula that are not in the tables, as they are written there. */
export const foreignMacros = (latex: string): readonly string[] => {
  const foreign: string[] = [];
  const rest = latex.replaceAll(ENVIRONMENT, (whole, name: string) => {
    if (!LATEX_ENVIRONMENTS.includes(name)) foreign.push(whole);
    return ' ';
  });
  for (const [macro] of rest.matchAll(MACRO)) if (!KNOWN.has(macro)) foreign.push(macro);
  return [...new Set(foreign)];
};
