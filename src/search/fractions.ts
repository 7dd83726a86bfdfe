/**
 * A sum of monomials with sums in denominators, brought into the form that an author would write:
 *
 *     a/(1 − γ) − a γ/(1 − γ) + b/(1 − γ)   →   a + b/(1 − γ)
 *
 * Conventions: terms over one denominator are taken together as far as they differ by letters of that denominator
 * alone; what can be divided is divided, the rest stays where it is. `front` multiplies all of it, and a sum in it is
 * not multiplied out. The form is proved equal by whoever prints it.
 */
import { fieldsIn, parametersIn } from '../calculus/dependence.ts';
import type { Expression } from '../kernel/expression.ts';
import { num, numberOf, plus, pow, times } from '../kernel/expression.ts';
import { add, isInteger, isOne, isZero, negate, rational, sign, MINUS_ONE, ONE } from '../kernel/rational.ts';
import { commonFactor } from './closed-form/common-factor.ts';
import { exactQuotient } from './closed-form/divide.ts';
import { normalSum } from './closed-form/normal-sum.ts';
import type { Factor, Generator, Monomial, Sum } from './closed-form/sum.ts';
import { ONE_MONOMIAL, addSums, inverseMonomial, keyOfPowers, multiplyMonomials, splitMonomial, timesMonomial } from './closed-form/sum.ts';
import { squareRoots } from './closed-form/square.ts';
import { writtenMonomial, writtenSum } from './closed-form/written.ts';
import { nothingAssumed } from './nothing-assumed.ts';

/** Terms over one product of sums. */
interface Piece {
  /** Sums with their exponents: no letters. */
  readonly compound: Monomial;
  readonly letters: Sum;
}

/** front · sum. */
export const writtenFraction = (sum: Sum, front: Monomial = ONE_MONOMIAL): Expression => {
  const [compound, letters] = splitMonomial(front, isCompound);
  return plus(...simplified(sum).map((piece) => writtenPiece({
    compound: multiplyMonomials(piece.compound, compound), letters: timesMonomial(piece.letters, letters),
  })));
};

/** The sum with everything divided that can be divided. */
export const simplifiedFraction = (sum: Sum): Sum => addSums(...simplified(sum).map((p) => timesMonomial(p.letters, p.compound)));

const isCompound = (g: Generator): boolean => g.base.kind === 'add';

const simplified = (sum: Sum): readonly Piece[] => {
  let pieces = gathered(sum.map((m) => {
    const [compound, letters] = splitMonomial(m, isCompound);
    return { compound, letters: [letters] };
  }));
  for (;;) {
    const next = gathered(pieces.flatMap(divided));
    if (next.map(({ compound, letters }) => `${keyOfPowers(compound)}:${letters.length}`).join() === pieces.map(({ compound, letters }) => `${keyOfPowers(compound)}:${letters.length}`).join()) return next;
    pieces = next;
  }
};

/** Equal denominators together, in order of first appearance. */
const gathered = (pieces: readonly Piece[]): readonly Piece[] => {
  const found = new Map<string, Piece>();
  for (const piece of pieces) {
    const key = keyOfPowers(piece.compound);
    const old = found.get(key);
    found.set(key, { compound: piece.compound, letters: addSums(old?.letters ?? [], piece.letters) });
  }
  return [...found.values()].filter((p) => p.letters.length > 0);
};

/** What can be divided by one of the denominators, divided; the rest as it is. */
const divided = (piece: Piece): readonly Piece[] => {
  for (const factor of piece.compound.powers.values()) {
    if (sign(factor.exponent) >= 0 || !isInteger(factor.exponent)) continue;
    const divisor = normalSum(factor.generator.base, nothingAssumed());
    if (divisor === null || divisor.length < 2) continue;
    const parts = groupsByOtherLetters(piece.letters, factor.generator.base).map((group) => ({ group, quotient: exactQuotient(group, divisor) }));
    if (parts.every(({ quotient }) => quotient === null)) continue;
    return parts.map(({ group, quotient }) => (quotient === null ? { ...piece, letters: group } : { compound: raised(piece.compound, factor), letters: quotient }));
  }
  return [piece];
};

const raised = (m: Monomial, factor: Factor): Monomial => {
  const powers = new Map(m.powers);
  const exponent = add(factor.exponent, ONE);
  if (isZero(exponent)) powers.delete(factor.generator.key);
  else powers.set(factor.generator.key, { ...factor, exponent });
  return { ...m, powers };
};

const groupsByOtherLetters = (sum: Sum, base: Expression): readonly Sum[] => {
  const own = new Set([...parametersIn(base).keys(), ...fieldsIn(base).keys()]);
  const isOwn = ({ base: letter }: Generator): boolean =>
    (letter.kind === 'parameter' && own.has(letter.parameter.name)) || (letter.kind === 'field' && own.has(letter.field.name));
  const groups = new Map<string, Monomial[]>();
  for (const m of sum) {
    const [, others] = splitMonomial(m, isOwn);
    const key = keyOfPowers(others);
    groups.set(key, [...(groups.get(key) ?? []), m]);
  }
  return [...groups.values()];
};

const writtenPiece = ({ compound, letters }: Piece): Expression => {
  const factors = [...compound.powers.values()];
  const above = factors.filter((f) => sign(f.exponent) > 0).map((f) => powered(f.generator.base, f));
  const below = factors.filter((f) => sign(f.exponent) < 0).map((f) => pow(powered(f.generator.base, { ...f, exponent: negate(f.exponent) }), numberOf(MINUS_ONE)));
  const inner = writtenLetters(letters);
  if (above.length === 0 && below.length === 0) return inner;
  const isUnit = inner.kind === 'number' && isOne(inner.value) && above.length > 0;
  return times(...above, ...(isUnit ? [] : [inner]), ...below);
};

const powered = (base: Expression, f: Factor): Expression => (isOne(f.exponent) ? base : pow(base, numberOf(f.exponent)));

/**
 * Without denominators that are sums: what all terms share in front, numbers only where that leaves none inside, and
 * functions behind: k (r + m/2) A. Powers that are not whole are left where they are: ρ A − γ A^(1 − 1/γ).
 */
const writtenLetters = (sum: Sum): Expression => {
  const exponential = (m: Monomial): boolean => [...m.powers.values()].some((f) => f.generator.logarithm !== null);
  if (sum.length < 2) return writtenSum(sum);
  if (sum.some(exponential) && !sum.every(exponential)) return plus(...sum.map((m) => writtenMonomial(m)));
  const shared = commonFactor(sum);
  const roots = squareRoots(timesMonomial(sum, inverseMonomial(shared)));
  if (roots !== null) return withFactors(shared, pow(writtenSum(roots), num(2)));
  if (shared.powers.size === 0) return plus(...signed(sum).map((m) => writtenMonomial(m)));
  const bare = timesMonomial(sum, inverseMonomial(shared)).every(({ coefficient: { numerator, denominator } }) => denominator === 1n && numerator * numerator === 1n);
  const common = { ...shared, coefficient: bare ? shared.coefficient : rational(sign(shared.coefficient)) };
  return withFactors(common, plus(...signed(timesMonomial(sum, inverseMonomial(common))).map((m) => writtenMonomial(m))));
};

/** A sum in brackets, constants before it and functions behind. */
const withFactors = (common: Monomial, inner: Expression): Expression => {
  const [functions, front] = splitMonomial(common, (g) => g.base.kind === 'field');
  const [above, below] = [writtenMonomial({ ...front, powers: signedPowers(front, 1) }), writtenMonomial({ coefficient: ONE, powers: signedPowers(front, -1) })];
  return times(...[above, inner, writtenMonomial(functions), below].filter((e) => !(e.kind === 'number' && isOne(e.value))));
};

const signedPowers = (m: Monomial, wanted: 1 | -1): Monomial['powers'] => new Map([...m.powers].filter(([, f]) => sign(f.exponent) === wanted));

/** What is added comes before what is taken away, short terms before long ones. */
const signed = (sum: Sum): Sum => {
  const byLength = [...sum].sort((a, b) => a.powers.size - b.powers.size);
  return [...byLength.filter((m) => sign(m.coefficient) > 0), ...byLength.filter((m) => sign(m.coefficient) < 0)];
};
