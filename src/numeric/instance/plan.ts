/**
 * How an equation gives a field: the derivative that it is solved for, and where the coefficients go.
 *
 * A plan with `degree` m > 0 solves for ∂_s^m F, s the `direction`; its data, the powers of s below m, are free. A plan with
 * m = 0 gives F itself, or, where F has more variables than the equation, what is added to a free F.
 */
import type { Field, Space, Variable } from '../../kernel/expression.ts';
import { shapeOf } from '../../kernel/expression.ts';
import { fieldsIn } from '../../calculus/dependence.ts';
import { scalarVariables } from './instance.ts';
import type { Equation } from './equation.ts';
import { freeVariables, nestedDerivatives, plainSlope } from './equation.ts';

export interface Plan {
  readonly equation: Equation;
  readonly field: Field;
  /** Number of the scalar variable among those of the field's slots. */
  readonly direction: number;
  readonly slot: Variable | null;
  readonly degree: number;
  /** The coefficient of the leading derivative where it is a plain number; null: to be found numerically. */
  readonly slope: 1 | -1 | null;
  /** Of degree 0: the variables of the equation, which are some of the field's slots. */
  readonly variables: readonly Variable[];
  /** For the k-th component of the equation, the component of the field that it determines. */
  readonly components: readonly number[];
}

export type SizeOf = (space: Space) => number;

/** The plans that an equation might be solved by for a field, the likeliest first. Whether one works is to be tried out. */
export const plansFor = (equation: Equation, field: Field, sizeOf: SizeOf): readonly Plan[] => {
  const components = componentsFor(equation, field, sizeOf);
  const free = freeVariables(equation);
  const known = free.every((v) => field.slots.some((slot) => slot.name === v.name));
  if (components === null || !known) return [];
  const common = { equation, field, variables: field.slots, components };
  const derived = [...field.slots].sort((a, b) => rank(a) - rank(b)).flatMap((slot) => {
    const most = highest(equation, field, slot);
    return Array.from({ length: most }, (_, k): Plan => ({
      ...common, direction: startOf(field, slot, sizeOf), slot, degree: most - k,
      slope: most - k === 1 && slot.space === null ? plainSlope(equation, field, slot) : null,
    }));
  });
  const variables = field.slots.filter((slot) => free.some((v) => v.name === slot.name));
  const whole = variables.length === field.slots.length;
  const itself: Plan = {
    ...common, direction: 0, slot: null, degree: 0, slope: whole ? plainSlope(equation, field, null) : null,
    variables: whole ? field.slots : variables,
  };
  return itself.slope === null ? [...derived, itself] : [itself, ...derived];
};

/** Time first, then other scalars, then vectors. */
const rank = (v: Variable): number => (v.name === 't' ? 0 : v.space === null ? 1 : 2);

const highest = (equation: Equation, field: Field, slot: Variable): number => {
  const by = (v: Variable): boolean => v.name === slot.name;
  return Math.max(nestedDerivatives(equation.left, by, field), nestedDerivatives(equation.right, by, field));
};

/** Where a slot's scalar variables begin. */
export const startOf = (field: Field, slot: Variable, sizeOf: SizeOf): number => {
  let start = 0;
  for (const other of field.slots) {
    if (other.name === slot.name) return start;
    start += other.space === null ? 1 : sizeOf(other.space);
  }
  throw new TypeError(`${field.name} has no slot ${slot.name}`);
};

export const scalarsOf = (slots: readonly Variable[], sizeOf: SizeOf): readonly Variable[] =>
  slots.flatMap((slot) => scalarVariables(slot, slot.space === null ? 1 : sizeOf(slot.space)));

/** The same index, missing slots at their first component; null where the equation has more components than the field. */
const componentsFor = (equation: Equation, field: Field, sizeOf: SizeOf): readonly number[] | null => {
  const own = shapeOf(equation.left).map(sizeOf);
  const sizes = field.shape.map(sizeOf);
  if (own.length > sizes.length || own.some((size, k) => size > (sizes[k] ?? 0))) return null;
  return Array.from({ length: own.reduce((a, b) => a * b, 1) }, (_, k) => {
    const index = unravelled(k, own);
    return sizes.reduce((place, size, slot) => place * size + (index[slot] ?? 0), 0);
  });
};

const unravelled = (k: number, sizes: readonly number[]): readonly number[] => {
  const index: number[] = [];
  let rest = k;
  for (let slot = sizes.length - 1; slot >= 0; slot -= 1) {
    const size = sizes[slot] ?? 1;
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
};

/**
 * Plans that need one another, in numbers: two plans have the same number where each one's equation mentions the other's field,
 * directly or through others.
 */
export const groupsOf = (plans: readonly Plan[]): ReadonlyMap<string, number> => {
  const names = plans.map((plan) => plan.field.name);
  const reaches = plans.map((plan) => names.map((name) => plan.field.name === name || mentionsByName(plan.equation, name)));
  names.forEach((_, via) => names.forEach((__, from) => names.forEach((___, to) => {
    if (reaches[from]?.[via] === true && reaches[via]?.[to] === true) (reaches[from] as boolean[])[to] = true;
  })));
  return new Map(names.map((name, i) => [name, names.findIndex((_, j) => reaches[i]?.[j] === true && reaches[j]?.[i] === true)]));
};

const mentionsByName = (equation: Equation, name: string): boolean => fieldNames(equation).has(name);

const fieldNames = (equation: Equation): ReadonlySet<string> => {
  const old = namesOfEquations.get(equation);
  if (old !== undefined) return old;
  const found = namesIn(equation);
  namesOfEquations.set(equation, found);
  return found;
};

const namesOfEquations = new WeakMap<Equation, ReadonlySet<string>>();

const namesIn = ({ left, right }: Equation): ReadonlySet<string> => new Set(fieldsIn(left, right).keys());
