/**
 * What occurs in a goal and its certificate: its variables, fields, parameters and spaces, each by its name.
 *
 * One name stands for one thing. A certificate that brings in a field of a declared name with other properties
 * (symmetric where the goal's is not) would prove another claim, and is turned away here.
 */
import type { Expression, Field, Parameter, Space, Variable } from '../kernel/expression.ts';
import type { Certificate, Goal, IndexedFactor, IndexedSum } from '../kernel/goal.ts';
import { isInteger } from '../kernel/rational.ts';
import { Refusal } from './outcome.ts';
import { visitParts } from './parts.ts';

export interface Census {
  readonly variables: ReadonlyMap<string, Variable>;
  readonly fields: ReadonlyMap<string, Field>;
  readonly parameters: ReadonlyMap<string, Parameter>;
  readonly spaces: ReadonlySet<Space>;
  /** The names of the variables by which something is differentiated. */
  readonly differentiated: ReadonlySet<string>;
  /** Whether sines or cosines occur. */
  readonly angles: boolean;
  /** Integrals and optima that occur: functionals of which only some properties are used. */
  readonly functionals: ReadonlySet<'an integral' | 'an optimum'>;
  /** Whether roots and powers occur, whose value hangs on what is positive. */
  readonly roots: boolean;
  /** Where roots or logarithms occur: the factors of the numbers, primes up to 1,000 and what is left. */
  readonly factors: ReadonlySet<bigint>;
}

const SPECIAL_ANGLES: ReadonlySet<string> = new Set(['sin', 'cos', 'tan']);

const ROOTS: ReadonlySet<string> = new Set(['sqrt', 'erf', 'Phi']);

const factorise = (value: bigint, factors: Set<bigint>): void => {
  let rest = value < 0n ? -value : value;
  if (rest > LARGEST_FACTORED) return void factors.add(rest);
  for (let q = 2n; q <= 1000n && rest > 1n; q++) {
    for (; rest % q === 0n; rest /= q) factors.add(q);
  }
  if (rest > 1n) factors.add(rest);
};
const LARGEST_FACTORED = 1n << 128n;

class Counter {
  readonly variables = new Map<string, Variable>();
  readonly fields = new Map<string, Field>();
  readonly parameters = new Map<string, Parameter>();
  readonly spaces = new Set<Space>();
  readonly differentiated = new Set<string>();
  angles = false;
  readonly functionals = new Set<'an integral' | 'an optimum'>();
  roots = false;
  logarithms = false;
  readonly factors = new Set<bigint>();

  variable(v: Variable): void {
    register(this.variables, v, `${v.space}`, (known) => `${known.space}`);
    if (v.space !== null) this.spaces.add(v.space);
  }

  field(f: Field): void {
    register(this.fields, f, describedField(f), describedField);
    f.slots.forEach((slot) => this.variable(slot));
    f.shape.forEach((space) => this.spaces.add(space));
  }

  parameter(p: Parameter): void {
    const described = (q: Parameter): string => JSON.stringify([q.shape, q.symmetry, q.sign]);
    register(this.parameters, p, described(p), described);
    p.shape.forEach((space) => this.spaces.add(space));
  }

  differentiate(v: Variable): void {
    this.variable(v);
    this.differentiated.add(v.name);
  }

  expression(root: Expression): void {
    visitParts([root], (e) => this.#node(e));
  }

  #node(e: Expression): void {
    if (e.kind === 'variable') this.variable(e.variable);
    if (e.kind === 'parameter') this.parameter(e.parameter);
    if (e.kind === 'field') this.field(e.field);
    if (e.kind === 'identity' || e.kind === 'dimension') this.spaces.add(e.space);
    if (e.kind === 'number') [e.value.numerator, e.value.denominator].forEach((value) => factorise(value, this.factors));
    if (e.kind === 'power' && !(e.exponent.kind === 'number' && isInteger(e.exponent.value))) this.roots = true;
    if (e.kind === 'call' && ROOTS.has(e.function)) this.roots = true;
    if (e.kind === 'call' && e.function === 'log') this.logarithms = true;
    if (e.kind === 'call' && SPECIAL_ANGLES.has(e.function)) this.angles = true;
    if (e.kind === 'integral') this.variable(e.variable);
    if (e.kind === 'integral') this.functionals.add('an integral');
    if (e.kind === 'optimum') this.functionals.add('an optimum');
    if (e.kind === 'optimum' && e.control.kind === 'variable') this.variable(e.control);
    if (e.kind === 'optimum') this.roots = true;
    if (e.kind === 'at') e.bindings.forEach((binding) => this.variable(binding.variable));
    if (DIFFERENTIATE.has(e.kind) && 'variable' in e) this.differentiate(e.variable);
  }

  sum(sum: IndexedSum): void {
    for (const term of sum.terms) term.factors.forEach((factor) => this.#factor(factor));
  }

  #factor(factor: IndexedFactor): void {
    switch (factor.kind) {
      case 'jet':
        this.field(factor.field);
        factor.args.forEach((argument) => argument !== null && this.sum(argument));
        return;
      case 'coordinate': return this.variable(factor.variable);
      case 'parameter': return this.parameter(factor.parameter);
      case 'delta': case 'dimension': this.spaces.add(factor.space); return;
      case 'constant': return;
      case 'power': return this.sum(factor.base);
      case 'function':
        if (SPECIAL_ANGLES.has(factor.function)) this.angles = true;
        return this.sum(factor.argument);
      case 'integral':
        this.functionals.add('an integral');
        this.variable(factor.variable);
        return this.sum(factor.of);
      case 'minimum':
        this.functionals.add('an optimum');
        if (factor.control.kind === 'variable') this.variable(factor.control);
        return this.sum(factor.of);
      case 'inverse': case 'logDeterminant':
        this.spaces.add(factor.space);
        return this.sum(factor.of);
    }
  }
}

const DIFFERENTIATE: ReadonlySet<string> = new Set(['derivative', 'gradient', 'divergence', 'laplacian', 'hessian']);

const describedField = (f: Field): string =>
  JSON.stringify([f.shape, f.symmetry, f.sign, f.slots.map((slot) => [slot.name, slot.space])]);

const register = <T extends { readonly name: string }>(
  known: Map<string, T>, item: T, description: string, describe: (item: T) => string,
): void => {
  const before = known.get(item.name);
  if (before === undefined) known.set(item.name, item);
  else if (before !== item && describe(before) !== description) throw new Refusal(`two things are named ${item.name}`);
};

/** Reads a goal and, where there is one, its certificate; `solved` may be differentiated by all of their slots. */
export const censusOf = (goal: Goal, certificate: Certificate | null, solved = false): Census => {
  const counter = new Counter();
  [goal.left, goal.right].forEach((side) => counter.expression(side));
  goal.under?.forEach((v) => counter.differentiate(v));
  for (const hypothesis of goal.hypotheses) {
    if (hypothesis.kind === 'curl-free') counter.field(hypothesis.field);
    else [hypothesis.left, hypothesis.right].forEach((side) => counter.expression(side));
  }
  for (const condition of goal.conditions) [condition.left, condition.right].forEach((side) => counter.expression(side));
  for (const use of certificate?.uses ?? []) {
    use.derivatives.forEach(({ variable }) => counter.differentiate(variable));
    use.at.forEach(({ variable, value }) => { counter.variable(variable); counter.sum(value); });
    counter.sum(use.cofactor);
  }
  for (const { variable, value } of certificate?.flux ?? []) { counter.differentiate(variable); counter.sum(value); }
  if (solved) for (const { slots } of counter.fields.values()) slots.forEach((slot) => counter.differentiate(slot));
  if (!counter.roots && !counter.logarithms) counter.factors.clear();
  return counter;
};
