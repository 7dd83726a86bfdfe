/**
 * Closed forms for the free functions of a document, so that every problem with them is well-posed on the whole line: drifts point
 * inwards, noises stay away from 0 and ∞, schedules are positive, costs grow at most like a square. Waves have lengths of 6 and
 * more, so that a table of some dozens of nodes holds them to rounding.
 */
import type { Expression, Field, FunctionName, Space, Variable } from '../../kernel/expression.ts';
import { call, minus, num, plus, pow, times, use } from '../../kernel/expression.ts';
import type { Drawing } from '../families/drawing.ts';
import type { ClosedForm } from '../instance/instance.ts';
import { scalarVariables } from '../instance/instance.ts';

/** What a function of the document is for. */
export interface Roles {
  /** Scalars that a process has as drift, in dimension 1. */
  readonly drifts: ReadonlySet<string>;
  /** Scalars that a process has as noise. */
  readonly noises: ReadonlySet<string>;
  /** Scalars that are claimed to be densities. */
  readonly densities: ReadonlySet<string>;
  readonly gradients: ReadonlySet<string>;
  readonly divergenceFree: ReadonlySet<string>;
  /** Costs are convex in their controls, rewards concave. */
  readonly concave: boolean;
}

interface Coordinates {
  readonly space: readonly Variable[];
  readonly time: readonly Variable[];
  readonly controls: readonly Variable[];
}

export const drawForm = (field: Field, spaces: ReadonlyMap<Space, number>, draw: Drawing, roles: Roles): ClosedForm => {
  const slots = field.slots.map((slot) => scalarVariables(slot, sizeOf(slot.space, spaces)));
  const kindOf = (slot: Variable): keyof Coordinates => (slot.role === 'control' ? 'controls' : slot.space === null && slot.name === 't' ? 'time' : 'space');
  const of = (kind: keyof Coordinates): readonly Variable[] => field.slots.flatMap((slot, k) => (kindOf(slot) === kind ? slots[k] ?? [] : []));
  const z: Coordinates = { space: of('space'), time: of('time'), controls: of('controls') };
  const sizes = field.shape.map((space) => sizeOf(space, spaces));
  return { slots, components: componentsOf(field, sizes, z, draw, roles) };
};

const sizeOf = (space: Space | null, spaces: ReadonlyMap<Space, number>): number => (space === null ? 1 : spaces.get(space) ?? 1);

const componentsOf = (field: Field, sizes: readonly number[], z: Coordinates, draw: Drawing, roles: Roles): readonly Expression[] => {
  const [rows, columns] = sizes;
  // Entries of one label are one function: what is symmetric is so to the last digit.
  const waves = new Map<string, Expression>();
  const wave = (label: string): Expression => {
    const made = waves.get(label) ?? oneWave(`${field.name}${label}`, z, draw);
    waves.set(label, made);
    return made;
  };
  if (rows === undefined) return [scalar(field, z, wave, draw, roles)];
  if (columns === undefined) {
    if (roles.gradients.has(field.name)) return gradient(rows, z, draw, field.name);
    return indices(rows).map((i) => plus(...vectorPart(i, field.name, z, draw), times(num(1, 2), wave(`${i}`)), ...steered(i, z)));
  }
  if (field.symmetry === 'antisymmetric') {
    const constant = roles.divergenceFree.has(field.name);
    return matrix(rows, columns, (i, j) => (i === j ? num(0) : times(num(i < j ? 1 : -1), constant ? num(3, 4) : plus(num(3, 4), times(num(1, 4), wave(`${Math.min(i, j)}${Math.max(i, j)}`))))));
  }
  const symmetric = field.symmetry !== 'none';
  return matrix(rows, columns, (i, j) => {
    const label = symmetric ? `${Math.min(i, j)}${Math.max(i, j)}` : `${i}${j}`;
    // Far from symmetric, so that a transpose shows.
    return plus(num(i === j ? 8 : symmetric ? 0 : i < j ? 3 : -1, 8), times(num(1, 4), wave(label)));
  });
};

const indices = (count: number): readonly number[] => Array.from({ length: count }, (_, k) => k);

const matrix = (rows: number, columns: number, entry: (i: number, j: number) => Expression): readonly Expression[] =>
  indices(rows * columns).map((k) => entry(Math.floor(k / columns), k % columns));

/** sin or cos of Σ a_k z_k + b, ½ ≤ |a_k| ≤ 1. */
const oneWave = (label: string, { space, time }: Coordinates, draw: Drawing, shape: FunctionName = 'sin'): Expression => {
  const along = (v: Variable, k: number): Expression => {
    const strength = 6 + draw.integer(`${label} along ${v.name}`, -2, 2);
    return times(num(k % 2 === 0 ? strength : -strength, 8), use(v));
  };
  return call(shape, plus(...[...space, ...time].map(along), num(2 * draw.integer(`${label} phase`, -6, 6) + 3, 8)));
};

/** −a x_i: a drift points inwards. Of time alone: a constant. */
const vectorPart = (i: number, name: string, { space }: Coordinates, draw: Drawing): readonly Expression[] => {
  const strength = draw.integer(`${name}${i} strength`, -1, 2);
  const own = space[i % Math.max(1, space.length)];
  return own === undefined ? [num(5 + strength, 8)] : [times(num(-(5 + strength), 8), use(own))];
};

/** A square system in the controls: a_i, and a quarter of the next one. */
const steered = (i: number, { controls }: Coordinates): readonly Expression[] => controls.map((u, j) =>
  (j === i % controls.length ? use(u) : times(num(1, 4), use(u))));

/** ∇(−½ a |x|² + cos(…)), with the inner derivative of the wave. */
const gradient = (rows: number, z: Coordinates, draw: Drawing, name: string): readonly Expression[] => {
  const rate = num(-(5 + draw.integer(`${name} strength`, -1, 2)), 8);
  const sum = call('sin', plus(...z.space.map((v) => times(num(3, 4), use(v))), ...z.time.map(use), num(3, 8)));
  return indices(rows).map((i) => {
    const own = z.space[i % Math.max(1, z.space.length)];
    return plus(...(own === undefined ? [] : [times(rate, use(own))]), times(num(1, 4), sum));
  });
};

const scalar = (field: Field, z: Coordinates, wave: (label: string) => Expression, draw: Drawing, roles: Roles): Expression => {
  // Schedules stay below 1: at 1 a square or a root would not show.
  const positive = (): Expression => (z.space.length === 0
    ? plus(num(10 + draw.integer(`${field.name} level`, -2, 2), 16), times(num(3, 16), wave('')))
    : plus(num(17 + draw.integer(`${field.name} level`, -2, 2), 16), times(num(1, 2), wave(''))));
  if (roles.densities.has(field.name)) return bell(field.name, z, wave, draw);
  switch (field.sign) {
    case 'positive': case 'nonnegative': case 'nonzero': return positive();
    case 'negative': case 'nonpositive': return minus(positive());
    case 'any': break;
  }
  if (z.space.length === 0 || roles.noises.has(field.name)) return plus(positive(), ...quadraticIn(z.controls, roles.concave));
  if (roles.drifts.has(field.name)) return plus(...vectorPart(0, field.name, z, draw), times(num(1, 2), wave('')), ...steered(0, z));
  // A reward bends downwards, like its problem's value; a potential or a cost upwards.
  const bowl = z.space.map((v) => times(num((roles.concave ? -1 : 1) * (5 + draw.integer(`${field.name} curvature ${v.name}`, -1, 1)), 8), pow(use(v), num(2))));
  return plus(...bowl, times(num(1, 2), wave('')), ...quadraticIn(z.controls, roles.concave));
};

/** exp(−Σ c z²) (1 + ¼ sin(…)), of deviations about ⅔. */
const bell = (name: string, { space }: Coordinates, wave: (label: string) => Expression, draw: Drawing): Expression => times(
  call('exp', plus(...space.map((v) => times(num(-(10 + draw.integer(`${name} width ${v.name}`, -2, 2)), 8), pow(use(v), num(2)))))),
  plus(num(1), times(num(1, 4), wave(''))),
);

const quadraticIn = (controls: readonly Variable[], concave: boolean): readonly Expression[] =>
  controls.flatMap((u) => [times(num(concave ? -1 : 1, 2), pow(use(u), num(2))), times(num(1, 4), use(u))]);
