/**
 * A form for the value of a problem, with unknown functions of time or, where nothing depends on time, unknown
 * constants in it: ½ xᵀ P(t) x + c(t).
 *
 * Convention: inside, an unknown is always a function of t; where the ansatz is `stationary` it is written as a
 * parameter, and its derivative by t is 0.
 */
import type { Condition, Expression, Field, Hypothesis, Parameter, Shape, Sign, Symmetry } from '../../kernel/expression.ts';
import { T_VARIABLE, derivative, field, mapParts, num, parameter, shapeOf, times, use } from '../../kernel/expression.ts';

export interface Unknown {
  readonly field: Field;
}

export type Family = 'given' | 'quadratic' | 'power' | 'logarithmic' | 'exponential';

export interface Ansatz {
  readonly family: Family;
  readonly value: Expression;
  readonly unknowns: readonly Unknown[];
  /** The unknowns are constants. */
  readonly stationary: boolean;
  /** Where the value and the utility mean something: x > 0. */
  readonly where: readonly Condition[];
  /** Unknowns that are called otherwise than the user called them, since the document has the name for something else. */
  readonly renamed?: readonly Renamed[];
}

export interface Renamed {
  readonly from: string;
  readonly to: string;
}

export const unknown = (name: string, options: { shape?: Shape; symmetry?: Symmetry; sign?: Sign } = {}): Unknown =>
  ({ field: field(name, [T_VARIABLE], options) });

/** The same unknown, of which more is known. */
export const known = ({ field: f }: Unknown, more: { symmetry?: Symmetry; sign?: Sign }): Unknown => ({ field: { ...f, ...more } });

/** ∂t of an unknown. */
export const rateOf = ({ field: f }: Unknown): Expression => derivative(T_VARIABLE, use(f));

export const equationFor = (u: Unknown, right: Expression): Hypothesis =>
  ({ kind: 'equation', name: u.field.name, left: rateOf(u), right, solvedFor: u.field });

/** With unknowns of which more is known in place of those of the same name. */
export const withUnknowns = (a: Ansatz, unknowns: readonly Unknown[]): Ansatz => {
  const byName = new Map(unknowns.map((u) => [u.field.name, u.field]));
  const replaced = (e: Expression): Expression => {
    const own = e.kind === 'field' ? byName.get(e.field.name) : undefined;
    return own !== undefined && e.kind === 'field' ? { ...e, field: own } : mapParts(e, replaced);
  };
  return { ...a, unknowns, value: replaced(a.value) };
};

export const parameterOf = ({ field: f }: Unknown): Parameter => parameter(f.name, { shape: f.shape, symmetry: f.symmetry, sign: f.sign });

/** As it is written: constants where the ansatz is stationary. */
export const asWritten = (a: Pick<Ansatz, 'unknowns' | 'stationary'>, e: Expression): Expression => {
  if (!a.stationary) return e;
  const isUnknown = (part: Expression): Unknown | undefined =>
    part.kind === 'field' ? a.unknowns.find((u) => u.field.name === part.field.name) : undefined;
  const written = (part: Expression): Expression => {
    const own = isUnknown(part);
    if (own !== undefined) return use(parameterOf(own));
    if (part.kind === 'derivative' && part.variable.name === T_VARIABLE.name && isUnknown(part.of) !== undefined) return zeroLike(written(part.of));
    return mapParts(part, written);
  };
  return written(e);
};

export const zeroLike = (e: Expression): Expression => (shapeOf(e).length === 0 ? num(0) : times(num(0), e));

/** `field P(t): symmetric matrix`, `param c`. */
export const declarationOf = (a: Pick<Ansatz, 'stationary'>, { field: f }: Unknown): string =>
  `${a.stationary ? 'param' : 'field'} ${f.name}${a.stationary ? '' : '(t)'}${signText(f.sign)}${typeText(f)}`;

const signText = (sign: Sign): string => (sign === 'positive' ? ' > 0' : '');

const typeText = ({ shape, symmetry }: Pick<Field, 'shape' | 'symmetry'>): string => {
  const [rows, columns] = shape;
  if (rows === undefined) return '';
  if (columns === undefined) return `: vector${rows === 'n' ? '' : `(${rows})`}`;
  const words = symmetry === 'none' ? 'matrix' : `${symmetry} matrix`;
  return `: ${words}${rows === columns ? (rows === 'n' ? '' : `(${rows})`) : `(${rows},${columns})`}`;
};
