/**
 * The instances of a document, drawn once and used for all its claims: by the hypotheses that bear on a claim, the dimension, the
 * family and the attempt.
 */
import type { Condition, Expression, Hypothesis, Space, Variable } from '../../../kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE } from '../../../kernel/expression.ts';
import { dependsOn, fieldsIn, parametersIn, subexpressions } from '../../../calculus/dependence.ts';
import type { Document } from '../../../language/statement.ts';
import type { Datum } from '../../../kernel/goal.ts';
import type { Drawn } from '../../../numeric/families/document.ts';
import type { Temperament } from '../../../numeric/families/fields.ts';
import type { Demand } from '../../../numeric/instance/demand.ts';
import type { Configuration, DocumentInstance } from '../../../numeric/instance/document-instance.ts';
import { drawSymbols, instanceWith } from '../../../numeric/instance/document-instance.ts';
import type { Pin } from '../../../numeric/instance/power-series.ts';
import { NumericError } from '../../../numeric/numeric-error.ts';
import { streamOf } from '../../../numeric/random/streams.ts';
import type { KeyedStream } from '../../../numeric/random/streams.ts';
import { hypothesesOf } from '../../hypotheses.ts';

/** One draw: which dimension and family, and the how manieth of its kind. */
export interface Draw {
  readonly dimension: number;
  readonly temperament: Temperament;
  readonly attempt: number;
}

/** What a goal asks of instances. */
export interface Asked {
  readonly document: Document;
  readonly expressions: readonly Expression[];
  readonly hypotheses: readonly Hypothesis[];
  /** With `=`: they hold like hypotheses. Others restrict the points. */
  readonly conditions: readonly Condition[];
  readonly data: readonly Datum[];
  readonly decaying: ReadonlySet<string>;
  readonly seed: number;
  /** The time to look at, instead of a random one, at which these functions are asked for at the horizon alone. */
  readonly time: { readonly value: Expression; readonly horizon: Expression; readonly definite: readonly string[] } | null;
}

/** A draw of an instance that has not been solved yet. */
export interface Drawing {
  readonly configuration: Configuration;
  readonly drawn: Drawn;
  /** The instance, or why there is none; made when it is first asked for. */
  readonly instance: () => DocumentInstance | NumericError;
}

export const labelOf = ({ dimension, temperament, attempt }: Draw): string => `${temperament}, d = ${dimension}, draw ${attempt}`;

export const drawingFor = (asked: Asked, draw: Draw): Drawing | NumericError => {
  const list = drawings.get(asked.document) ?? new Map<string, Drawing | NumericError>();
  drawings.set(asked.document, list);
  const equations = asked.conditions.filter((c) => c.relation === '=');
  const key = [labelOf(draw), asked.seed, numbersOf(asked), [...asked.decaying].join(), [...confinedIn(asked)].join()].join('|');
  const old = equations.length === 0 ? list.get(key) : undefined;
  if (old !== undefined) return old;
  const made = guarded(() => drawing(asked, equations, draw));
  if (equations.length === 0) list.set(key, made);
  return made;
};

const drawings = new WeakMap<Document, Map<string, Drawing | NumericError>>();

const guarded = <T>(make: () => T): T | NumericError => {
  try {
    return make();
  } catch (error) {
    if (error instanceof NumericError) return error;
    throw error;
  }
};

const numbersOf = ({ document, hypotheses, expressions }: Asked): string => {
  const all = hypothesesOf(document);
  const added = extra(document, expressions);
  return [hypotheses.map((h) => all.indexOf(h)).join(), ...added].join(';');
};

/** Symbols that the document itself does not list. */
const extra = (document: Document, expressions: readonly Expression[]): readonly string[] => {
  const names = [...fieldsIn(...expressions).keys(), ...parametersIn(...expressions).keys()];
  return names.filter((name) => !document.symbols.has(name) && !document.fields.has(name));
};

const drawing = (asked: Asked, equations: readonly Condition[], draw: Draw): Drawing => {
  const stream = streamFor(asked, draw);
  const configuration: Configuration = {
    spaces: spacesOf(asked, draw.dimension), temperament: draw.temperament, concave: isConcave(asked) ?? draw.attempt % 2 === 0,
  };
  const demand = demandOf(asked, equations);
  const drawn = drawSymbols(demand, configuration, stream);
  let known: DocumentInstance | NumericError | null = null;
  return { configuration, drawn, instance: () => (known ??= guarded(() => instanceWith(demand, configuration, drawn, stream.split(0)))) };
};

/** Whether maxima are taken, by the hypotheses or else by the claim; null where both are, or none. */
const isConcave = ({ expressions, hypotheses }: Asked): boolean | null => {
  const sides = hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []));
  for (const list of [sides, expressions]) {
    const senses = new Set(list.flatMap((e) => [...subexpressions(e)].flatMap((p) => (p.kind === 'optimum' ? [p.which.endsWith('max')] : []))));
    const [only] = senses;
    if (senses.size === 1 && only !== undefined) return only;
    if (senses.size === 2) return null;
  }
  return null;
};

/** Variables that are integrated over, other than the state. */
const confinedIn = ({ expressions, hypotheses }: Asked): ReadonlySet<string> => {
  const all = [...expressions, ...hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  return new Set(all.flatMap((e) => [...subexpressions(e)].flatMap((p) => (p.kind === 'integral' && p.variable.name !== 'x' ? [p.variable.name] : []))));
};

export const streamFor = ({ seed, document }: Asked, { dimension, temperament, attempt }: Draw): KeyedStream =>
  streamOf(seed, 'instances', document.source, dimension, temperament, attempt);

const demandOf = (asked: Asked, equations: readonly Condition[]): Demand => {
  const { document } = asked;
  const hypotheses = [
    ...asked.hypotheses,
    ...equations.map(({ left, right }): Hypothesis => ({ kind: 'equation', name: 'the condition', left, right })),
  ];
  const expressions = [...asked.expressions, ...hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : []))];
  const symbols = [...document.symbols.values()];
  const fields = new Map([...symbols.flatMap((s) => (s.kind === 'field' ? [[s.name, s] as const] : [])), ...document.fields, ...fieldsIn(...expressions)]);
  const parameters = new Map([...symbols.flatMap((s) => (s.kind === 'parameter' ? [[s.name, s] as const] : [])), ...parametersIn(...expressions)]);
  return { parameters: [...parameters.values()], fields: [...fields.values()], hypotheses, pins: pinsOf(asked.data), decaying: asked.decaying, confined: confinedIn(asked) };
};

const pinsOf = (data: readonly Datum[]): readonly Pin[] => data.flatMap((d): readonly Pin[] =>
  (d.terminal === null || !d.field.slots.some((slot) => slot.name === T_VARIABLE.name) ? []
    : [{ field: d.field, time: d.terminal.horizon, value: d.terminal.value }]));

/**
 * The number of components of every space: that of x is the dimension, the others differ from it and from one another, so that a
 * transposed matrix does not fit by chance.
 */
export const spacesOf = ({ document, expressions, hypotheses }: Asked, dimension: number): ReadonlyMap<Space, number> => {
  const all = new Set<Space>();
  const see = (e: Expression): void => {
    for (const part of subexpressions(e)) {
      for (const space of partSpaces(part)) all.add(space);
    }
  };
  expressions.forEach(see);
  for (const h of hypotheses) if (h.kind === 'equation') [h.left, h.right].forEach(see);
  for (const s of [...document.symbols.values(), ...document.fields.values()]) for (const space of symbolSpaces(s)) all.add(space);
  const others = [...all].filter((space) => space !== 'n').sort();
  const sizes = OTHERS[dimension] ?? [1];
  return new Map([['n', dimension], ...others.map((space, k) => [space, sizes[k % sizes.length] ?? 1] as const)]);
};

const OTHERS: Readonly<Record<number, readonly number[]>> = { 1: [2, 1], 2: [3, 1], 3: [2, 1] };

const partSpaces = (e: Expression): readonly Space[] => {
  switch (e.kind) {
    case 'variable': return e.variable.space === null ? [] : [e.variable.space];
    case 'parameter': return e.parameter.shape;
    case 'field': return symbolSpaces(e.field);
    case 'identity': case 'dimension': return [e.space];
    case 'integral': return e.variable.space === null ? [] : [e.variable.space];
    case 'optimum': return symbolSpaces(e.control);
    case 'number': case 'pi': case 'add': case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer':
    case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient': case 'divergence':
    case 'laplacian': case 'hessian': case 'at':
      return [];
  }
};

const symbolSpaces = (s: Document['symbols'] extends ReadonlyMap<string, infer Symbol> ? Symbol : never): readonly Space[] => {
  switch (s.kind) {
    case 'parameter': return s.shape;
    case 'variable': return s.space === null ? [] : [s.space];
    case 'field': return [...s.shape, ...s.slots.flatMap((slot) => (slot.space === null ? [] : [slot.space]))];
  }
};

/** The variables that occur free. */
export const variablesOf = (document: Document, expressions: readonly Expression[]): readonly Variable[] => {
  const known = new Map<string, Variable>([[T_VARIABLE.name, T_VARIABLE]]);
  for (const e of expressions) {
    for (const part of subexpressions(e)) {
      if (part.kind === 'variable') known.set(part.variable.name, part.variable);
      for (const v of differentiatedBy(part)) if (!known.has(v.name)) known.set(v.name, v);
    }
  }
  if (document.dimension !== 1 && !known.has('x')) known.set('x', X_VARIABLE);
  return [...known.values()].filter((v) => expressions.some((e) => dependsOn(e, v) || [...subexpressions(e)].some((p) => differentiatedBy(p).some((w) => w.name === v.name))));
};

const differentiatedBy = (e: Expression): readonly Variable[] => {
  switch (e.kind) {
    case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': return [e.variable];
    case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': case 'field': case 'add':
    case 'multiply': case 'power': case 'call': case 'dot': case 'doubleDot': case 'outer': case 'transpose': case 'trace':
    case 'inverse': case 'determinant': case 'at': case 'integral': case 'optimum':
      return [];
  }
};
