/**
 * hopfcole as a library: read documents, decide their claims, or state goals directly and prove or refute them.
 *
 * Everything is exact and deterministic: the same input gives the same answer, whatever the time and the machine
 * (within its budget). The mathematics is that of docs/kernel.md; the language that of docs/language.md.
 *
 *     import { check, parse } from 'hopfcole';
 *     for (const { name, verdict } of check(text)) console.log(name, verdict);
 *
 *     import { gradient, goalOf, laplacian, dot, plus, times, log, num, use, field, prove, X_VARIABLE } from 'hopfcole';
 *     const p = use(field('p', [X_VARIABLE], { sign: 'positive' }));
 *     const score = gradient(log(p));
 *     prove(goalOf(laplacian(p), times(p, plus(laplacian(log(p)), dot(score, score))))).status; // 'proved'
 */
import type { CheckOptions } from './check/check.ts';
import { DEFAULT_OPTIONS, checkDocument } from './check/check.ts';
import { readAndDiagnose } from './check/diagnose.ts';
import type { ClaimResult } from './check/verdict.ts';
import type { Expression } from './kernel/expression.ts';
import { shapeOf } from './kernel/expression.ts';
import type { Derivation } from './derive/compose.ts';
import type { DeriveOptions } from './derive/derive.ts';
import type { Goal } from './kernel/goal.ts';
import type { Diagnostic } from './language/diagnostic.ts';
import type { Document } from './language/statement.ts';

// ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────

/** A text with errors: nothing of it was decided. `document.diagnostics` says what is wrong, and where. */
export class DocumentError extends Error {
  readonly document: Document;
  constructor(document: Document) {
    const errors = document.diagnostics.filter((d) => d.severity === 'error');
    super(`${document.path} has ${errors.length} error${errors.length === 1 ? '' : 's'}: ${errors[0]?.message ?? ''}`);
    this.name = 'DocumentError';
    this.document = document;
  }
}

/**
 * Reads a document in the claim language: Markdown with fenced blocks called `claim`, or, where the path ends in
 * `.claim`, one such block. Never throws for bad input: what is wrong is in `diagnostics`, each with its place
 * (grammar, names, types, hypotheses that contradict one another), and the statements without errors are there all
 * the same. The path is only a name; no file is read.
 */
export const parse = (source: string, path: string = 'document.md'): Document => readAndDiagnose(source, path);

/**
 * Decides every claim, in the order of the text. A text is parsed first, and throws a DocumentError where it has
 * errors; of a Document that you parsed yourself, the claims that it has are decided. A claim beyond its budget
 * (`options.budget`: milliseconds and terms for each claim) is `undecided`; an error thrown otherwise is a fault of
 * this program and never a verdict.
 */
export const check = (document: Document | string, options: Partial<CheckOptions> = {}): ClaimResult[] => {
  const read = typeof document === 'string' ? parse(document) : document;
  if (typeof document === 'string' && read.diagnostics.some((d) => d.severity === 'error')) throw new DocumentError(read);
  return [...checkDocument(read, { ...DEFAULT_OPTIONS, ...options })];
};

/** The options of `check` unless others are given: seed 1, ten seconds and 100,000 terms for each claim. */
export { DEFAULT_OPTIONS } from './check/check.ts';
/** An error or warning as a frame with a caret under the place it is about. */
export { renderDiagnostic } from './language/frame.ts';
/** A formula in the names of a document, as `{ expression, diagnostics }`; `expression` is null where it has errors. */
export { parseExpressionIn } from './language/document.ts';

/**
 * What follows from the processes and problems of a document that has no errors, every step proved: the derivation as
 * sections of steps, and as a document of its own. What cannot be had is in `notFound`. (docs/derive.md)
 */
export const derive = async (document: Document | string, options: Partial<DeriveOptions> & { readonly title?: string } = {}): Promise<Derivation> => {
  const read = typeof document === 'string' ? parse(document) : document;
  if (read.diagnostics.some((d) => d.severity === 'error')) throw new DocumentError(read);
  const { derive: deriveFrom } = await import('./derive/derive.ts');
  const { title = 'What follows', ...rest } = options;
  return deriveFrom(read, title, { ...DEFAULT_OPTIONS, only: [], ansatz: null, fromProblem: false, ...rest });
};

// ── Goals ────────────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The goal that left = right, for every dimension, at every point, from nothing; `more` adds hypotheses, conditions, a
 * dimension, or the variables that both sides are integrands over. Throws a TypeError where the sides differ in shape,
 * or their parts do not fit.
 */
export const goalOf = (left: Expression, right: Expression, more: Partial<Goal> = {}): Goal => {
  const [of, to] = [shapeOf(left), shapeOf(right)];
  if (of.join() !== to.join()) throw new TypeError(`the left side has shape [${of}], the right side [${to}]`);
  return { name: 'the goal', left, right, under: null, hypotheses: [], conditions: [], dimension: null, ...more };
};

/**
 * Does a goal follow from its hypotheses? `proved` comes with a theorem: its goal, the conditions that were relied on,
 * and a certificate; `open` with what is left of left − right, which by itself refutes nothing; `stuck` with what is
 * outside the kernel's rules or beyond the limits; `contradiction` with the hypothesis that contradicts the others.
 * Hypotheses that nothing satisfies, and that are not seen to contradict each other, prove anything: `check` looks
 * for a model point, and so can you, with `modelPoint`. Goals are frozen. (Normal forms in jets: Olver, Applications
 * of Lie Groups to Differential Equations, ch. 2 and 4.)
 */
export { prove } from './kernel/prove.ts';
/** Was this object made by `prove`? A copy, a cast or an imitation was not. */
export { isTheorem } from './kernel/prove.ts';
/**
 * Is there a point, admissible under every declaration, hypothesis and condition, at which the sides differ? In the
 * goal's dimension, or in 1, 2 and 3 in turn. `refuted` comes with the exact point, both values there, and the
 * residual in components; `agrees` says that the sides are equal in the dimensions tried; `stuck` decides nothing.
 */
export { refute } from './kernel/refute.ts';
/** A point at which the conditions, denominators and hypotheses of a goal all hold, in one dimension; null: none found. */
export { modelPoint } from './kernel/refute.ts';
/** Optima over a control replaced by their values, where these are known and verified; `prove` leaves them as unknowns. */
export { eliminateOptima } from './kernel/optimise.ts';
/** The second checker: accepts or rejects a goal's certificate without the kernel, modulo primes, with power series. */
export { recheck } from './recheck/recheck.ts';

// ── Symbols ──────────────────────────────────────────────────────────────────────────────────────────────────

/** The variables that every document has: x, a vector with n components, and the time t. */
export { T_VARIABLE, X_VARIABLE } from './kernel/expression.ts';
/** A further coordinate, or a variable that an optimum ranges over: name and space (null: a scalar). */
export { controlVariable, coordinate } from './kernel/expression.ts';
/** A real constant, and an unknown smooth function of its slots; options: `shape`, `symmetry`, `sign`. */
export { field, parameter } from './kernel/expression.ts';
/** A symbol as an expression, a field at its own slots; and a field at other arguments, one a slot. */
export { apply, use } from './kernel/expression.ts';

// ── Expressions. Shapes: [] a scalar, ['n'] a vector, ['n','m'] a matrix ─────────────────────────────────────────

/** A fraction, `num(1, 2)`; π; the number of components of a space; the unit matrix. */
export { PI, dimensionOf, identity, num, numberOf } from './kernel/expression.ts';
/** Sums and differences of one shape; products of scalars and at most one tensor; quotients and powers of scalars. */
export { minus, over, plus, pow, subtract, times } from './kernel/expression.ts';
/** Elementary functions of scalars: `call('tanh', e)`; exp and log by name. */
export { FUNCTIONS, call, exp, log } from './kernel/expression.ts';
/** Contraction of the last slot with the first: a·b, M v, M N; M : N = M_ij N_ij; (a ⊗ b)_ij = a_i b_j. */
export { dot, doubleDot, outer } from './kernel/expression.ts';
/** Of matrices: transpose, trace, inverse, determinant. */
export { determinant, inverse, trace, transpose } from './kernel/expression.ts';
/**
 * Derivatives of the composite, by a scalar variable; by a vector variable (x unless named) the new slot comes last:
 * (∇v)_ij = ∂_j v_i, and (div M)_i = ∂_j M_ij contracts the last slot.
 */
export { derivative, divergence, gradient, hessian, laplacian } from './kernel/expression.ts';
/** The value elsewhere, all bindings at once: `at(derivative(t, p), …)` evaluates the derivative. */
export { at } from './kernel/expression.ts';
/** Over the whole space of a variable; and the minimum, maximum or optimiser over a control or a density. */
export { integral, optimum } from './kernel/expression.ts';
/** The shape of an expression; throws a TypeError where parts do not fit. Its parts, and the same with others. */
export { mapParts, partsOf, shapeOf } from './kernel/expression.ts';
/** Exact fractions: the numbers of expressions and results. */
export { rational, toText as rationalText } from './kernel/rational.ts';
/** Expressions and claims in the claim language, residuals and certificates in index notation. */
export { printClaim, printExpression, printIndexedSum } from './render/text.ts';
/** The same in LaTeX, without dollar signs. */
export { latexExpression, latexIndexedSum } from './render/latex.ts';

// ── Types ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Results, as the reporters print them. */
export type { Assignment, CertificateSummary, ClaimResult, Counterexample, Point, Repair, StepVerdict, VerdictName } from './check/verdict.ts';
/** What `check` may be told. */
export type { Budget, CheckOptions } from './check/check.ts';
/** What `derive` may be told, and what it gives. */
export type { Derivation, ProvedClaim, ProvedSection, ProvedStep } from './derive/compose.ts';
export type { NotFound } from './derive/derivation.ts';
export type { DeriveOptions };
/** What a document says. */
export type { Claim, ClaimBody, Declaration, Document, Span } from './language/statement.ts';
/** What is wrong with it. */
export type { Diagnostic };
/** Expressions and their symbols. */
export type {
  Condition, Expression, Field, FunctionName, Hypothesis, Kind, Parameter, Shape, Sign, Space, Symmetry, Variable,
} from './kernel/expression.ts';
/** Goals and certificates. */
export type { Certificate, Goal, IndexedFactor, IndexedSum, IndexedTerm, Label, Use } from './kernel/goal.ts';
/** Proofs, refutations, limits. */
export type { Limits, ProofCondition, ProofResult, Theorem } from './kernel/prove.ts';
export type { PointValue, Refutation, RefutationResult } from './kernel/refute.ts';
export type { Rational } from './kernel/rational.ts';
export type { RecheckOptions, RecheckResult } from './recheck/recheck.ts';
