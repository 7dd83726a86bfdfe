/**
 * The surface tree → typed expressions of the kernel's language: names are looked up, shapes are checked, and what
 * `dimension 1` makes scalar is scalar.
 */
import { call, dimensionOf, doubleDot, dot, identity, num, numberOf, PI, pow, use } from '../kernel/expression.ts';
import type { Expression } from '../kernel/expression.ts';
import { Complaint, complain } from './complaint.ts';
import type { Diagnostic } from './diagnostic.ts';
import { elaborateApply, elaborateEvaluate, elaborateRebind } from './elaborate-application.ts';
import { elaborateIntegral, elaborateMean, elaborateNormal, elaborateOptimum } from './elaborate-integral.ts';
import { elaborateAdvection, elaboratePartial, elaboratePrefix } from './elaborate-operator.ts';
import { DEEPEST } from './lexer.ts';
import { elaboratePower, elaborateTranspose } from './elaborate-power.ts';
import { join, outerProduct, productOf } from './elaborate-product.ts';
import type { Scope } from './scope.ts';
import type { Name, Surface } from './surface.ts';
import { surfaceNames, surfaceParts } from './surface.ts';
import { describe, fitted, isLiteralZero, isScalar, needScalar, negate, sameShape, sum, typed } from './typed.ts';
import type { Typed } from './typed.ts';
import { extentOf } from './variables.ts';
import { isBuiltIn } from './words.ts';

const LARGEST = 200_000;
const DEEPEST_TREE = 1000;

/** A whole expression. Reports every undeclared name in it, not only the first. */
export const elaborate = (scope: Scope, surface: Surface): Typed => {
  checkNames(scope, [surface]);
  return elaboratePart(scope, surface);
};

export const elaborateScalar = (scope: Scope, surface: Surface, what: string): Expression =>
  needScalar(scope, elaborate(scope, surface), what);

/** Complains about every undeclared name of several expressions at once. */
export const checkNames = (scope: Scope, surfaces: readonly Surface[]): void => {
  const diagnostics: Diagnostic[] = [];
  const seen = new Set<string>();
  let broken = false;
  const stack = [...surfaces].reverse();
  for (let s; (s = stack.pop()) !== undefined;) {
    for (const name of surfaceNames(s)) {
      const entry = scope.get(name.text);
      if (entry?.kind === 'broken') broken = true;
      if (entry !== undefined || isBuiltIn(name.text) || seen.has(name.text)) continue;
      seen.add(name.text);
      diagnostics.push(scope.undeclared(name));
    }
    const parts = surfaceParts(s);
    for (let i = parts.length - 1; i >= 0; i--) {
      const part = parts[i];
      if (part !== undefined) stack.push(part);
    }
  }
  if (broken || diagnostics.length > 0) throw new Complaint(diagnostics);
};

/** A part of an expression whose names are known to be declared. Every part is measured as soon as it is there, so
 *  that nothing ever walks a tree that is too deep. */
export const elaboratePart = (scope: Scope, s: Surface): Typed => {
  const result = elaborateKind(scope, s);
  const { size, depth } = extentOf(result.expression);
  if (size > LARGEST || depth > DEEPEST_TREE) {
    complain('E0507', s.span, 'this is too large once its abbreviations are written out', {
      help: `at most ${LARGEST} parts, nested at most ${DEEPEST_TREE} deep`,
    });
  }
  return result;
};

const elaborateKind = (scope: Scope, s: Surface): Typed => {
  switch (s.kind) {
    case 'number': return typed(numberOf(s.value), [], s.span);
    case 'name': return elaborateName(scope, s.name);
    case 'apply': return elaborateApply(scope, s);
    case 'evaluate': return elaborateEvaluate(scope, s);
    case 'rebind': return elaborateRebind(scope, s);
    case 'sum': return elaborateSum(scope, s);
    case 'product':
      return productOf(scope, s.factors.map((f) => ({ divides: f.divides, factor: elaboratePart(scope, f.factor) })), s.span);
    case 'join':
      if (s.rest.length > DEEPEST) complain('E0507', s.span, `more than ${DEEPEST} factors joined by \`·\``);
      return s.rest.reduce(
        (left, { operator, right }, i) => join(scope, operator, left, elaboratePart(scope, right), i > 0), elaboratePart(scope, s.first),
      );
    case 'power': return elaboratePower(scope, s);
    case 'transpose': return elaborateTranspose(scope, s);
    case 'bars': return typed(pow(squaredNorm(scope, s), num(1, 2)), [], s.span);
    case 'prefix': return elaboratePrefix(scope, s);
    case 'partial': return elaboratePartial(scope, s);
    case 'call': {
      const argument = needScalar(scope, elaboratePart(scope, s.argument), `the argument of ${s.function}`);
      return typed(call(s.function, argument), [], s.span);
    }
    case 'dot': return join(scope, '·', elaboratePart(scope, s.left), elaboratePart(scope, s.right));
    case 'outer': return outerProduct(scope, elaboratePart(scope, s.left), elaboratePart(scope, s.right));
    case 'normal': return elaborateNormal(scope, s);
    case 'integral': return elaborateIntegral(scope, s);
    case 'mean': return elaborateMean(scope, s);
    case 'optimum': return elaborateOptimum(scope, s);
    case 'advect': return elaborateAdvection(scope, s);
  }
};

/** |v|²: of a scalar its square, of a vector v·v, of a matrix M : M. */
export const squaredNorm = (scope: Scope, s: Surface & { kind: 'bars' }): Expression => {
  const t = elaboratePart(scope, s.of);
  if (t.shape.length === 2 && !s.matrices) {
    complain('E0305', s.span, `bars around a matrix: ${describe(scope, t)}`, { help: 'write `\\det M` for its determinant, or `M : M` for its squared Frobenius norm' });
  }
  if (t.shape.length === 0) return pow(t.expression, num(2));
  return t.shape.length === 1 ? dot(t.expression, t.expression) : doubleDot(t.expression, t.expression);
};

const elaborateName = (scope: Scope, name: Name): Typed => {
  const entry = scope.get(name.text);
  if (entry === undefined) {
    if (name.text === 'pi') return typed(PI, [], name.span);
    if (name.text === 'I') return scope.flat ? typed(num(1), [], name.span) : typed(identity('n'), ['n', 'n'], name.span);
    throw new Complaint([scope.undeclared(name)]);
  }
  switch (entry.kind) {
    case 'symbol': {
      const { symbol } = entry;
      const shape = symbol.kind === 'variable' ? (symbol.space === null ? [] : [symbol.space]) : symbol.shape;
      return typed(use(symbol), shape, name.span);
    }
    case 'let': return typed(entry.value, entry.shape, name.span);
    case 'dimension': return typed(dimensionOf(entry.space), [], name.span);
    case 'process': case 'block': return complain('E0204', name.span, `\`${name.text}\` is a process, not a formula`);
    case 'problem': return complain('E0204', name.span, `\`${name.text}\` is a problem, not a formula`);
    case 'broken': throw new Complaint([]);
  }
};

const elaborateSum = (scope: Scope, s: Surface & { kind: 'sum' }): Typed => {
  const terms = s.terms.map(({ negative, term }) => {
    const t = elaboratePart(scope, term);
    return negative ? { ...t, expression: negate(t.expression) } : t;
  });
  return addTerms(scope, terms, s.span);
};

/** The sum of terms of one shape; a literal 0 fits any. */
export const addTerms = (scope: Scope, terms: readonly Typed[], span: Typed['span']): Typed => {
  const model = terms.find((t) => !isScalar(t)) ?? terms[0];
  if (model === undefined) throw new TypeError('a sum without terms');
  const kept = isScalar(model) ? terms : terms.filter((t) => !isLiteralZero(t.expression));
  const shape = (kept.find((t) => !hasIdentity(t.expression)) ?? model).shape;
  const fit = kept.map((t) => fitted(scope, t, shape, model.expression));
  const wrong = fit.find((t) => !sameShape(t.shape, shape));
  if (wrong !== undefined) return refuseSum(scope, fit.find((t) => sameShape(t.shape, shape)) ?? model, wrong);
  return { expression: sum(fit.map((t) => t.expression)), shape, row: fit.every((t) => t.row), span };
};

const hasIdentity = (e: Expression): boolean =>
  e.kind === 'identity' || (e.kind === 'multiply' && e.factors.some((f) => f.kind === 'identity'));

const refuseSum = (scope: Scope, one: Typed, other: Typed): never => {
  const [first, second] = one.span.start < other.span.start ? [one, other] : [other, one];
  const help = isScalar(first) === isScalar(second) ? null
    : first.shape.length + second.shape.length === 2 ? `the scalar may be meant times I: \`${scope.quote((isScalar(first) ? first : second).span).slice(1, -1)} I\`` : null;
  return complain('E0401', second.span, `${describe(scope, second)}, but it is added to a term of another type`, {
    labels: [{ span: first.span, text: describe(scope, first) }], help,
  });
};
