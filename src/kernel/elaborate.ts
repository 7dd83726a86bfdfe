/**
 * From an expression to its normal form: every kind of expression, one rule.
 *
 * `labels` are the components asked for, one a slot of the expression's shape. With abstract indices a contraction
 * uses a fresh label, with components it is a sum over 1 … d; nothing else differs between the two.
 */
import { differentiate, integrate } from './differentiate.ts';
import { FUNCTION_RULES, generalPower, needNonzero, piPolynomial } from './elementary.ts';
import type { Condition, Expression, Field, Space, Variable } from './expression.ts';
import { shapeOf } from './expression.ts';
import type { Index, Polynomial } from './polynomial.ts';
import { DomainError, NOTHING, UNITY, UnsupportedError, addPolynomials, asTerm, constant, isNothing, keyOf, monomialOf, negate, single } from './polynomial.ts';
import { closedAtom, deltaPolynomial, dimensionPolynomial, fromFactors, multiply, multiplyAll, renameFree } from './product.ts';
import { powerOf } from './elementary.ts';
import { MINUS_ONE, ONE } from './rational.ts';
import { minimumOf } from './minimum.ts';
import type { Ring } from './ring.ts';
import { coordinateHead, inverseHead, jetHead, parameterHead, plainHead } from './ring.ts';
import { learnPositive } from './signs.ts';
import type { Binding } from './substitute.ts';
import { argumentOf, normalArguments, substitute } from './substitute.ts';

/** The normal form of a component of an expression. Where no label is a passing one, it is kept. */
export const elaborate = (ring: Ring, e: Expression, labels: readonly Index[]): Polynomial => {
  ring.tick();
  if (isLeaf(e) || labels.some(isPassing)) return compute(ring, e, labels);
  const first = ring.alike.first(e);
  let byLabels = ring.elaborated.get(first);
  if (byLabels === undefined) ring.elaborated.set(first, (byLabels = new Map()));
  return ring.kept(byLabels, labels.join(','), () => compute(ring, first, labels));
};

const isLeaf = (e: Expression): boolean =>
  e.kind === 'number' || e.kind === 'pi' || e.kind === 'dimension' || e.kind === 'parameter' || e.kind === 'variable' || e.kind === 'identity';

/**
 * A label for a sum inside an expression with these labels. Outside of that sum it is free again, so that the same
 * part of two formulas is asked for by the same labels, and its normal form is found among those that are kept.
 */
const unusedLabel = (labels: readonly Index[]): Index => {
  for (let k = 0; ; k += 1) if (!labels.includes(`c${k}`)) return `c${k}`;
};

/** Labels made by `Ring.label` are used once. */
const isPassing = (label: Index): boolean => label.length > 1 && label.startsWith('k');

const compute = (ring: Ring, e: Expression, labels: readonly Index[]): Polynomial => {
  switch (e.kind) {
    case 'number': return constant(e.value);
    case 'pi': return piPolynomial(ring);
    case 'dimension': return dimensionPolynomial(ring, e.space);
    case 'parameter': return fromFactors(ring, [{ head: parameterHead(ring, e.parameter), indices: labels }]);
    case 'variable': return fromFactors(ring, [{ head: coordinateHead(ring, e.variable), indices: labels }]);
    case 'field': return elaborateField(ring, e.field, e.args, labels);
    case 'add': return addPolynomials(e.terms.map((t) => elaborate(ring, t, labels)), ring.limit);
    case 'multiply':
      return multiplyAll(ring, e.factors.map((f) => elaborate(ring, f, shapeOf(f).length === 0 ? [] : labels)));
    case 'power': return generalPower(ring, elaborate(ring, e.base, []), elaborate(ring, e.exponent, []));
    case 'call': return FUNCTION_RULES[e.function](ring, elaborate(ring, e.argument, []));
    case 'dot': return elaborateDot(ring, e.left, e.right, labels);
    case 'doubleDot': {
      const [rows, columns] = shapeOf(e.left) as [Space, Space];
      return contract(ring, rows, (i) => contract(ring, columns, (j) =>
        multiply(ring, elaborate(ring, e.left, [i, j]), elaborate(ring, e.right, [i, j])), [i]));
    }
    case 'outer': {
      const rank = shapeOf(e.left).length;
      return multiply(ring, elaborate(ring, e.left, labels.slice(0, rank)), elaborate(ring, e.right, labels.slice(rank)));
    }
    case 'transpose': return elaborate(ring, e.of, [...labels].reverse());
    case 'trace': return contract(ring, shapeOf(e.of)[0] as Space, (k) => elaborate(ring, e.of, [k, k]));
    case 'inverse': return elaborateInverse(ring, e.of, labels);
    case 'determinant': return elaborateDeterminant(ring, e.of);
    case 'identity': return deltaPolynomial(ring, e.space, labels[0] as Index, labels[1] as Index);
    case 'derivative': return differentiate(ring, elaborate(ring, e.of, labels), e.variable, null);
    case 'gradient':
      return differentiate(ring, elaborate(ring, e.of, labels.slice(0, -1)), e.variable, labels.at(-1) as Index);
    case 'divergence':
      return contract(ring, e.variable.space as Space, (k) => differentiate(ring, elaborate(ring, e.of, [...labels, k]), e.variable, k), labels);
    case 'laplacian': {
      const inner = elaborate(ring, e.of, labels);
      return contract(ring, e.variable.space as Space, (k) =>
        differentiate(ring, differentiate(ring, inner, e.variable, k), e.variable, k), labels);
    }
    case 'hessian': {
      const inner = elaborate(ring, e.of, []);
      return differentiate(ring, differentiate(ring, inner, e.variable, labels[0] as Index), e.variable, labels[1] as Index);
    }
    case 'at': {
      const inner = elaborate(ring, e.of, labels);
      return substitute(ring, inner, e.bindings.map((b) => bindingOf(ring, b.variable, b.value)));
    }
    case 'integral': return integrate(ring, elaborate(ring, e.of, labels), e.variable);
    case 'optimum': return elaborateOptimum(ring, e);
  }
};

/** max E = −min(−E). Optima with a closed form were replaced before, see optimise.ts; these stay unknown numbers. */
const elaborateOptimum = (ring: Ring, e: Extract<Expression, { kind: 'optimum' }>): Polynomial => {
  const of = elaborate(ring, e.of, []);
  switch (e.which) {
    case 'min': return minimumOf(ring, of, e.control);
    case 'max': return negate(minimumOf(ring, negate(of), e.control));
    case 'argmin': case 'argmax': throw new UnsupportedError(`${e.which} over ${e.control.name} has no closed form that was found`);
  }
};

export const bindingOf = (ring: Ring, variable: Variable, value: Expression): Binding => ({
  variable, at: (label) => elaborate(ring, value, label === null ? [] : [label]),
});

/** Σ over a space: one summed label that is not among those asked for, or the sum over the components. */
export const contract = (ring: Ring, space: Space, term: (k: Index) => Polynomial, labels: readonly Index[] = []): Polynomial => {
  if (ring.sizes === null) return term(unusedLabel(labels));
  return addPolynomials(Array.from({ length: ring.sizes(space) }, (_, k) => term(`${k + 1}`)), ring.limit);
};

const elaborateDot = (ring: Ring, left: Expression, right: Expression, labels: readonly Index[]): Polynomial => {
  const shape = shapeOf(left);
  const before = labels.slice(0, shape.length - 1);
  const after = labels.slice(shape.length - 1);
  return contract(ring, shape.at(-1) as Space, (k) =>
    multiply(ring, elaborate(ring, left, [...before, k]), elaborate(ring, right, [k, ...after])), labels);
};

const elaborateField = (ring: Ring, field: Field, args: readonly Expression[], labels: readonly Index[]): Polynomial => {
  if (args.length !== field.slots.length) throw new UnsupportedError(`${field.name} takes ${field.slots.length} arguments`);
  const normal = normalArguments(field.slots.map((slot, s) => {
    const value = args[s] as Expression;
    if (value.kind === 'variable' && value.variable.name === slot.name) return null;
    return argumentOf(ring, slot, (label) => elaborate(ring, value, label === null ? [] : [label]));
  }), field.slots);
  return fromFactors(ring, [{ head: jetHead(ring, field, false, normal, field.slots.map(() => 0)), indices: labels }]);
};

// ── Matrices ─────────────────────────────────────────────────────────────────────────────────────────────────

const isPositiveMatrix = (e: Expression): boolean =>
  (e.kind === 'parameter' && e.parameter.symmetry === 'positive') || (e.kind === 'field' && e.field.symmetry === 'positive');

const componentsOf = (ring: Ring, e: Expression, size: number): Polynomial[][] =>
  Array.from({ length: size }, (_, i) => Array.from({ length: size }, (__, j) => elaborate(ring, e, [`${i + 1}`, `${j + 1}`])));

/** Laplace expansion; sizes are small. */
export const determinantOf = (ring: Ring, m: readonly (readonly Polynomial[])[]): Polynomial => {
  const [row, ...rest] = m;
  if (row === undefined) return UNITY;
  return addPolynomials(row.map((entry, j) => {
    if (isNothing(entry)) return NOTHING;
    const minor = rest.map((r) => r.filter((_, k) => k !== j));
    const part = multiply(ring, entry, determinantOf(ring, minor));
    return j % 2 === 0 ? part : negate(part);
  }), ring.limit);
};

const squareSize = (ring: Ring, e: Expression): { space: Space; size: number | null } => {
  const [rows, columns] = shapeOf(e) as [Space, Space];
  if (rows !== columns) throw new UnsupportedError('the inverse or determinant of a matrix that is not square');
  return { space: rows, size: ring.sizes === null ? null : ring.sizes(rows) };
};

const elaborateInverse = (ring: Ring, of: Expression, labels: readonly Index[]): Polynomial => {
  const { space, size } = squareSize(ring, of);
  const [i, j] = labels as [Index, Index];
  if (size === null) return abstractInverse(ring, of, space, i, j);
  const m = componentsOf(ring, of, size);
  const determinant = determinantOf(ring, m);
  if (isPositiveMatrix(of)) learnPositive(ring, determinant);
  needNonzero(ring, determinant);
  const row = Number(i) - 1;
  const column = Number(j) - 1;
  // (M^−1)_ij = (−1)^{i+j} det(M without row j and column i) / det M
  const minor = m.filter((_, r) => r !== column).map((r) => r.filter((_, c) => c !== row));
  const cofactor = determinantOf(ring, minor);
  return multiply(ring, (row + column) % 2 === 0 ? cofactor : negate(cofactor), powerOf(ring, determinant, MINUS_ONE));
};

/** M = c · M₀ with c a number and powers that divide every term: (M^−1) = c^−1 M₀^−1. */
const abstractInverse = (ring: Ring, of: Expression, space: Space, i: Index, j: Index): Polynomial => {
  const m = elaborate(ring, of, ['#r', '#c']);
  if (isNothing(m)) throw new DomainError('the inverse of a zero matrix');
  const only = asTerm(m);
  const lead = only ?? (m.terms.get([...m.terms.keys()].sort()[0] as string) as NonNullable<typeof only>);
  const powers = only === null ? [] : only.monomial.powers;
  const exponent = only === null ? null : only.monomial.exponential;
  const divisor = single(lead.coefficient, monomialOf(powers, [], exponent));
  const inverseDivisor = powerOf(ring, divisor, MINUS_ONE);
  const bare = multiply(ring, m, inverseDivisor);
  const [atom] = asTerm(bare)?.monomial.open ?? [];
  const factor = atom?.factors[0];
  if (factor?.head.kind === 'delta') return multiply(ring, inverseDivisor, deltaPolynomial(ring, space, i, j));
  const swapped = renameFree(ring, bare, new Map([['#r', '#c'], ['#c', '#r']]));
  const head = inverseHead(ring, bare, space, keyOf(swapped) === keyOf(bare));
  return multiply(ring, inverseDivisor, fromFactors(ring, [{ head, indices: [i, j] }]));
};

const elaborateDeterminant = (ring: Ring, of: Expression): Polynomial => {
  const { space, size } = squareSize(ring, of);
  if (size !== null) {
    const determinant = determinantOf(ring, componentsOf(ring, of, size));
    if (isPositiveMatrix(of)) learnPositive(ring, determinant);
    return determinant;
  }
  if (!isPositiveMatrix(of)) throw new UnsupportedError('the determinant of a matrix not declared positive, in every dimension');
  const m = elaborate(ring, of, ['#r', '#c']);
  inverseHead(ring, m, space, true);
  const head = plainHead(ring, { kind: 'logDeterminant', of: m, space }, `logdet{${keyOf(m)}}`);
  const logDeterminant = single(ONE, monomialOf([{ atom: closedAtom({ head, indices: [] }), exponent: ONE }], [], null));
  return FUNCTION_RULES.exp(ring, logDeterminant);
};

/** left − right of a condition; both are scalars. */
export const conditionPolynomial = (ring: Ring, c: Condition): Polynomial =>
  addPolynomials([elaborate(ring, c.left, []), negate(elaborate(ring, c.right, []))], ring.limit);

