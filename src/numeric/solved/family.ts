/**
 * The family of settings of a document in a dimension: closed forms, numbers, initial laws and starts from small integers.
 *
 * Two kinds of box: the line, and a piece of the half line away from 0 for claims about x > 0 and noises that vanish at 0.
 */
import { subexpressions } from '../../calculus/dependence.ts';
import type { Condition, Expression, Field, Parameter, Space } from '../../kernel/expression.ts';
import { partsOf } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import { compare, rational, toText } from '../../kernel/rational.ts';
import type { Claim, Document, Process } from '../../language/statement.ts';
import type { Drawing } from '../families/drawing.ts';
import { familyOf } from '../families/drawing.ts';
import type { Family } from '../instance/family.ts';
import { NumericError } from '../numeric-error.ts';
import type { Roles } from './forms.ts';
import { drawForm } from './forms.ts';
import type { Mixture } from './mixture.ts';
import { plansOf } from './plan.ts';
import type { Setting } from './setting.ts';

const LINE = [-5, 5] as const;
const PLANE = [-4.25, 4.25] as const;
const HALF_LINE = [0.5, 3.5] as const;

export const solvedFamily = (document: Document, dimension: number, half = false): Family<Setting> => familyOf(
  { name: `solved, d = ${dimension}${half ? ', x > 0' : ''}`, about: 'drifts that point inwards, waves in noise and costs, mixtures as initial laws', hides: null },
  (draw) => settingOf(document, dimension, half, draw),
);

const settingOf = (document: Document, dimension: number, half: boolean, draw: Drawing): Setting => {
  const symbols = symbolsOf(document);
  const spaces = new Map<Space, number>([...spacesIn(symbols)].map((space) => [space, dimension]));
  spaces.set('n', dimension);
  const roles = rolesOf(document);
  const horizons = horizonsOf(document);
  const drawn = rational(8 + draw.integer('horizon', 0, 2), 16);
  const horizon = horizonOf(document, symbols, drawn);
  const parameters = symbols.parameters.map((p, index) => [p.name,
    horizons.has(p.name) ? [horizon] : drawParameter(p, dimension, index, draw).map((sixteenths) => rational(8 * sixteenths, 128))] as const);
  return {
    document, dimension, spaces, tied: new Map(), horizon: Number(horizon.numerator) / Number(horizon.denominator),
    interval: half ? HALF_LINE : dimension === 1 ? LINE : PLANE,
    instance: {
      spaces, parameters: new Map(parameters),
      fields: new Map(symbols.fields.map((field) => [field.name, drawForm(field, spaces, draw, roles)])),
    },
    laws: new Map(symbols.fields.filter((f) => f.shape.length === 0).map((field) => [field.name, drawLaw(field.name, dimension, half, draw)])),
    starts: new Map(symbols.fields.filter((f) => f.slots.length === 1).map((field) => [field.name, drawStart(field, spaces, draw)])),
  };
};

interface DocumentSymbols {
  readonly parameters: readonly Parameter[];
  readonly fields: readonly Field[];
}

const symbolsOf = (document: Document): DocumentSymbols => {
  const all = [...document.symbols.values()];
  const fields = new Map([...all.flatMap((s) => (s.kind === 'field' ? [[s.name, s] as const] : [])), ...document.fields]);
  const parameters = new Map(all.flatMap((s) => (s.kind === 'parameter' ? [[s.name, s] as const] : [])));
  // Horizons need not be declared by themselves.
  for (const horizon of horizonExpressions(document)) if (horizon.kind === 'parameter') parameters.set(horizon.parameter.name, horizon.parameter);
  return { parameters: [...parameters.values()], fields: [...fields.values()] };
};

const spacesIn = ({ parameters, fields }: DocumentSymbols): ReadonlySet<Space> => new Set([
  ...parameters.flatMap((p) => p.shape), ...fields.flatMap((f) => [...f.shape, ...f.slots.flatMap((s) => (s.space === null ? [] : [s.space]))]),
]);

// ── What symbols are for ─────────────────────────────────────────────────────────────────────────────────────

const processesOf = (document: Document): readonly Process[] => [
  ...document.declarations.flatMap((d) => (d.kind === 'process' ? [d] : [])),
  ...document.claims.flatMap(({ body }) => ('process' in body ? [body.process] : 'problem' in body ? [body.problem.process] : [])),
];

const rolesOf = (document: Document): Roles => {
  const blocks = processesOf(document).flatMap((p) => p.blocks);
  const scalarsIn = (e: Expression): readonly string[] => plainFields(e).filter((f) => f.shape.length === 0).map((f) => f.name);
  const { gradients, divergenceFree } = plansOf(document);
  return {
    drifts: new Set(document.dimension === 1 ? blocks.flatMap((b) => scalarsIn(b.drift)) : []),
    noises: new Set(blocks.flatMap((b) => b.noises.flatMap((noise) => scalarsIn(noise.coefficient)))),
    densities: new Set(document.claims.flatMap(({ body }) => (body.kind === 'density' && body.density.kind === 'field' ? [body.density.field.name] : []))),
    gradients, divergenceFree,
    concave: document.declarations.some((d) => d.kind === 'problem' && d.sense === 'maximize') || document.claims.some(speaksOfMaximum),
  };
};

const speaksOfMaximum = ({ body }: Claim): boolean => body.kind === 'equation' &&
  [body.left, body.right].some((side) => [...subexpressions(side)].some((e) => e.kind === 'optimum' && (e.which === 'max' || e.which === 'argmax')));

/** Fields that do not stand under a derivative. */
const plainFields = (e: Expression): readonly Field[] => {
  if (e.kind === 'gradient' || e.kind === 'derivative' || e.kind === 'hessian' || e.kind === 'laplacian' || e.kind === 'divergence') return [];
  return [...(e.kind === 'field' ? [e.field] : []), ...partsOf(e).flatMap(plainFields)];
};

const horizonExpressions = (document: Document): readonly Expression[] => [
  ...document.declarations.flatMap((d) => (d.kind === 'expectation' ? [d.horizon] : d.kind === 'problem' && d.horizon !== null ? [d.horizon] : [])),
  ...document.claims.flatMap(({ body }) => (body.kind === 'expectation' ? [body.horizon] : 'problem' in body && body.problem.horizon !== null ? [body.problem.horizon] : [])),
];

/** The number that the document gives its horizon, or else the one that was drawn. */
const horizonOf = (document: Document, { parameters }: DocumentSymbols, drawn: Rational): Rational => {
  const backwards = parameters.find((p) => horizonsOf(document).has(p.name) && (p.sign === 'negative' || p.sign === 'nonpositive'));
  if (backwards !== undefined) throw noHorizon(`the horizon ${backwards.name} is declared as ${backwards.sign}`);
  const given = horizonExpressions(document).filter((e) => e.kind !== 'parameter');
  const [first, ...others] = given.map((e) => (e.kind === 'number' ? e.value : null));
  if (first === undefined) return drawn;
  if (first === null || others.some((value) => value === null || compare(value, first) !== 0)) {
    throw new NumericError('not-applicable', 'several horizons, or one that is worked out', 'name one horizon, or give its number');
  }
  if (first.numerator <= 0n) throw noHorizon(`the horizon is ${toText(first)}`);
  return first;
};

/** Time runs from 0 to the horizon. */
export const noHorizon = (what: string): NumericError => new NumericError('no-horizon', `${what}, and time begins at 0`, 'let the horizon be later');

/** The names of horizons: T, and those that the document gives. */
export const horizonsOf = (document: Document): ReadonlySet<string> =>
  new Set(['T', ...horizonExpressions(document).flatMap((e) => (e.kind === 'parameter' ? [e.parameter.name] : []))]);

/** Whether a claim, with all that it depends on, is to be looked at for positive states alone: it says so, or a noise vanishes at 0. */
export const isHalfLine = (where: readonly Condition[], processes: readonly Process[]): boolean => where.some(isPositivity)
  || processes.some((p) => p.blocks.some((b) => b.variable.space === null && b.noises.some((n) => vanishesAtZero(n.coefficient, b.variable.name))));

const isPositivity = ({ relation, left, right }: Condition): boolean =>
  relation === '>' && left.kind === 'variable' && left.variable.role === 'coordinate' && left.variable.name !== 't' && right.kind === 'number';

/** The state stands there as a factor, or under a root. */
const vanishesAtZero = (e: Expression, name: string): boolean => {
  const isState = (part: Expression): boolean => part.kind === 'variable' && part.variable.name === name;
  if (e.kind === 'multiply') return e.factors.some((f) => vanishesAtZero(f, name));
  return isState(e) || (e.kind === 'call' && e.function === 'sqrt' && isState(e.argument)) || (e.kind === 'power' && isState(e.base));
};

// ── Numbers ──────────────────────────────────────────────────────────────────────────────────────────────────

/** Components in sixteenths: never 0, ½ or 1 where that is a scalar, and never so large that boxes and steps would not do. */
const drawParameter = ({ name, shape, symmetry, sign }: Parameter, dimension: number, index: number, draw: Drawing): readonly number[] => {
  const positive = (label: string): number => 11 + 2 * draw.integer(label, -2, 1);
  const any = (label: string): number => {
    const drawn = draw.integer(label, -4, 4);
    return drawn < 0 ? 2 * drawn - 3 : 2 * drawn + 5;
  };
  if (shape.length === 0) {
    // A part of a sixteenth more, another for each: no two numbers agree by chance.
    const size = (sign === 'any' ? any(name) : positive(name)) + (1 + index % 6) / 8;
    return [sign === 'negative' || sign === 'nonpositive' ? -size : size];
  }
  const indices = Array.from({ length: dimension }, (_, k) => k);
  if (shape.length === 1) return indices.map((i) => any(`${name}${i}`));
  const entry = (i: number, j: number): number => {
    const off = 2 * draw.integer(`${name}${i}${j}`, -2, 2);
    switch (symmetry) {
      case 'antisymmetric': return i === j ? 0 : i < j ? 12 + off : -12;
      case 'positive': return i === j ? 17 + off : 0;
      case 'symmetric': return i === j ? 13 + off : 0;
      // Far from symmetric, so that a transpose shows.
      case 'none': return (i === j ? 13 : i < j ? 9 : -3) + off;
    }
  };
  const table = indices.map((i) => indices.map((j) => entry(i, j)));
  const coupled = (i: number, j: number): number => {
    const own = table[i]?.[j] ?? 0;
    if (symmetry === 'antisymmetric') return i <= j ? own : -(table[j]?.[i] ?? 0);
    return (symmetry === 'positive' || symmetry === 'symmetric') && i !== j ? 4 : own;
  };
  return indices.flatMap((i) => indices.map((j) => coupled(i, j)));
};

/** Two normal laws, of deviations around ¾; on the half line around 1.85, narrow. */
const drawLaw = (name: string, dimension: number, half: boolean, draw: Drawing): Mixture => [0, 1].map((part) => {
  const coordinates = Array.from({ length: dimension }, (_, k) => k);
  const away = (k: number): number => (part === 0 ? -5 : 6) + draw.integer(`law of ${name}, mean ${part}${k}`, -3, 3);
  return {
    weight: part === 0 ? 5 / 8 : 3 / 8,
    means: coordinates.map((k) => (half ? 1.85 + away(k) / 48 : away(k) / 12)),
    deviations: coordinates.map((k) => (12 + draw.integer(`law of ${name}, deviation ${part}${k}`, -1, 2)) / (half ? 48 : 16)),
  };
});

/** Positive where it has to be; matrices near the identity. */
const drawStart = (field: Field, spaces: ReadonlyMap<Space, number>, draw: Drawing): readonly number[] => {
  const [rows = 1, columns] = field.shape.map((space) => spaces.get(space) ?? 1);
  const some = (label: string): number => draw.integer(`start of ${field.name}${label}`, -2, 2) / 16;
  if (columns === undefined) return Array.from({ length: rows }, (_, i) => (i % 2 === 0 ? 11 / 16 : -9 / 16) + some(`${i}`));
  return Array.from({ length: rows * columns }, (_, k) => {
    const [i, j] = [Math.floor(k / columns), k % columns];
    if (i === j) return 13 / 16 + some(`${i}`);
    return field.symmetry === 'none' ? (i < j ? 1 / 4 : -1 / 8) : 3 / 16;
  });
};
