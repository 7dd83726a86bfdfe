/**
 * The Gaussian law of two linear blocks, such as position and velocity, whose matrices are multiples of the identity:
 * C_bc I are the covariances, Δ = C_qq C_vv − C_qv², and the density is
 * (2π)^−n Δ^−n/2 exp(−(C_vv |q−m_q|² − 2 C_qv (q−m_q)·(v−m_v) + C_qq |v−m_v|²) / 2Δ).
 */
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Field } from '../../kernel/expression.ts';
import { PI, T_VARIABLE, dimensionOf, dot, exp, field, minus, num, over, plus, pow, shapeOf, subtract, times, use } from '../../kernel/expression.ts';
import { formulaText } from '../formula-text.ts';
import type { DefinedField } from '../../search/linear-equation.ts';
import type { LinearParts } from '../../search/linear-parts.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { mention } from './claims.ts';
import { abbreviation } from './once.ts';
import type { Subject } from './subject.ts';
import { definitionsOf } from './unknowns.ts';

/** null where there are not two blocks of one space, or a matrix is no multiple of the identity. */
export const gaussianPairStep = (subject: Subject, { blocks }: LinearParts): Step | null => {
  const { setting, process } = subject;
  const [first, second, ...more] = blocks;
  if (first === undefined || second === undefined || more.length > 0 || first.variable.space !== second.variable.space) return null;
  if (first.variable.space !== null && first.variable.space !== 'n') return null;
  const A = [first, second].map((b) => b.matrix.map(scalarOf));
  const D = [first, second].map((b) => b.diffusion.map(scalarOf));
  if ([...A, ...D].flat().some((e) => e === undefined)) return null;
  const rate = (b: number, c: number): Expression | null => A[b]?.[c] ?? null;
  const noise = (b: number, c: number): Expression | null => D[b]?.[c] ?? null;
  const names = [first.variable.name, second.variable.name] as const;
  const means = names.map((name) => field(setting.names.fresh(`m_${name}`), [T_VARIABLE], { shape: shapeOf(use(first.variable)) }));
  const spread = (b: 0 | 1, c: 0 | 1): Field =>
    field(setting.names.fresh(`C_${names[b]}${names[c]}`), [T_VARIABLE], b === c ? { sign: 'positive' } : {});
  const [qq, qv, vv] = [spread(0, 0), spread(0, 1), spread(1, 1)];
  const C = [[use(qq), use(qv)], [use(qv), use(vv)]] as const;
  const change = (b: 0 | 1, c: 0 | 1): Expression => sum([
    ...([0, 1] as const).flatMap((k) => [product(rate(b, k), C[k][c]), product(rate(c, k), C[b][k])]), noise(b, c),
  ]);
  const moved = (b: 0 | 1): Expression => sum([
    ...([0, 1] as const).map((k) => product(rate(b, k), means[k] === undefined ? num(0) : use(means[k]))),
    isZero((b === 0 ? first : second).offset) ? null : (b === 0 ? first : second).offset,
  ]);
  const defined: readonly DefinedField[] = [
    ...means.map((m, k) => definedBy(subject, m, moved(k === 0 ? 0 : 1))),
    definedBy(subject, qq, change(0, 0)), definedBy(subject, qv, change(0, 1)), definedBy(subject, vv, change(1, 1)),
  ];
  const delta = abbreviation(setting.names.fresh('Delta', 'Det'), [T_VARIABLE], subtract(times(use(qq), use(vv)), pow(use(qv), num(2))));
  const away = [first, second].map((b, k) => subtract(use(b.variable), means[k] === undefined ? num(0) : use(means[k])));
  const density = densityText(first.variable.space === null, away, [use(qq), use(qv), use(vv)], delta.expression);
  const law = setting.names.fresh('N', 'gauss');
  return {
    title: `Gaussian law of ${process.name}`, rule: 'gaussian', standing: 'proposed',
    declarations: [...definitionsOf(defined), ...delta.declarations, `let ${law}(${names.join(',')},t) = ${density}`],
    prose: say`The drift is linear in the state and the noise does not depend on it, so a Gaussian density stays Gaussian [@sarkka2019]. The means and covariances of its two parts have equations of their own; ${delta.expression} is the determinant of the covariances in each direction:`,
    claims: [
      { where: `${formulaText(delta.expression)} > 0`, text: `${law} is density of ${mention(process)}` },
    ],
  };
};

/** α of α I; null: zero; undefined: no multiple of the identity. */
const scalarOf = (e: Expression | null): Expression | null | undefined => (e === null ? null : multipleOfIdentity(e) ?? undefined);

const product = (rate: Expression | null, e: Expression): Expression | null => (rate === null ? null : times(rate, e));

const sum = (terms: readonly (Expression | null)[]): Expression => plus(...terms.filter((e) => e !== null));

const isZero = (e: Expression): boolean => formulaText(e) === '0';

const definedBy = ({ setting }: Subject, of: Field, change: Expression): DefinedField =>
  ({ field: of, derivative: readableForm(setting, change), initial: use(of) });

const densityText = (isScalar: boolean, away: readonly Expression[], [qq, qv, vv]: readonly [Expression, Expression, Expression], delta: Expression): string => {
  const [q, v] = away;
  if (q === undefined || v === undefined) throw new TypeError('two blocks were given');
  const inner = (a: Expression, b: Expression): Expression => (isScalar ? (a === b ? pow(a, num(2)) : times(a, b)) : dot(a, b));
  const square = plus(times(vv, inner(q, q)), times(num(-2), qv, inner(q, v)), times(qq, inner(v, v)));
  const size = isScalar ? num(1) : dimensionOf('n');
  return formulaText(times(pow(times(num(2), PI), minus(size)), pow(delta, times(num(-1, 2), size)), exp(minus(over(square, times(num(2), delta))))));
};
