/**
 * The same expression once: equal parts of the equations of a goal become one object, so that what is worked out for
 * one of them is known for all.
 *
 * Equal means: the same kind, the same entries in the same order, parts that are equal. Nothing is rearranged.
 */
import type { Condition, Expression, Hypothesis } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';

type Equation = Extract<Hypothesis, { kind: 'equation' }>;

/** For one goal, whose variables, fields and parameters are told apart by their names. */
class Once {
  readonly #known = new Map<string, Expression>();
  readonly #numbers = new Map<Expression, number>();
  readonly #seen = new Map<Expression, Expression>();

  /** The one expression that stands for all that are equal to this one. */
  of(e: Expression): Expression {
    const before = this.#seen.get(e);
    if (before !== undefined) return before;
    const rebuilt = this.#rebuilt(e);
    const key = this.#key(rebuilt);
    const known = this.#known.get(key) ?? rebuilt;
    if (known === rebuilt) {
      this.#known.set(key, known);
      this.#numbers.set(known, this.#numbers.size);
    }
    this.#seen.set(e, known);
    return known;
  }

  #all(parts: readonly Expression[]): readonly Expression[] {
    const images = parts.map((part) => this.of(part));
    return images.every((image, k) => image === parts[k]) ? parts : images;
  }

  /** The expression over the parts that stand for its own. */
  #rebuilt(e: Expression): Expression {
    switch (e.kind) {
      case 'number': case 'pi': case 'dimension': case 'parameter': case 'variable': case 'identity': return e;
      case 'field': return { ...e, args: this.#all(e.args) };
      case 'add': return { ...e, terms: this.#all(e.terms) };
      case 'multiply': return { ...e, factors: this.#all(e.factors) };
      case 'power': return { ...e, base: this.of(e.base), exponent: this.of(e.exponent) };
      case 'call': return { ...e, argument: this.of(e.argument) };
      case 'dot': case 'doubleDot': case 'outer': return { ...e, left: this.of(e.left), right: this.of(e.right) };
      case 'at':
        return { ...e, of: this.of(e.of), bindings: e.bindings.map((b) => ({ ...b, value: this.of(b.value) })) };
      case 'transpose': case 'trace': case 'inverse': case 'determinant': case 'derivative': case 'gradient':
      case 'divergence': case 'laplacian': case 'hessian': case 'integral': case 'optimum':
        return { ...e, of: this.of(e.of) };
    }
  }

  #key(e: Expression): string {
    const number = (part: Expression): string => `${this.#numbers.get(part)}`;
    switch (e.kind) {
      case 'number': return `number ${e.value.numerator}/${e.value.denominator}`;
      case 'pi': return 'pi';
      case 'dimension': case 'identity': return `${e.kind} ${e.space}`;
      case 'parameter': return `parameter ${e.parameter.name}`;
      case 'variable': return `variable ${e.variable.name}`;
      case 'field': return `field ${e.args.map(number)} ${e.field.name}`;
      case 'add': return `add ${e.terms.map(number)}`;
      case 'multiply': return `multiply ${e.factors.map(number)}`;
      case 'power': return `power ${number(e.base)} ${number(e.exponent)}`;
      case 'call': return `call ${e.function} ${number(e.argument)}`;
      case 'dot': case 'doubleDot': case 'outer': return `${e.kind} ${number(e.left)} ${number(e.right)}`;
      case 'at': return `at ${number(e.of)} ${JSON.stringify(e.bindings.map((b) => [b.variable.name, number(b.value)]))}`;
      case 'transpose': case 'trace': case 'inverse': case 'determinant': return `${e.kind} ${number(e.of)}`;
      case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
        return `${e.kind} ${number(e.of)} ${e.variable.name}`;
      case 'optimum': return `optimum ${e.which} ${number(e.of)} ${e.control.kind} ${e.control.name}`;
    }
  }
}

/** The same goal, written with every expression once. Its names must have been found to stand for one thing each. */
export const writtenOnce = (goal: Goal): Goal => {
  const once = new Once();
  const sides = <T extends Equation | Condition>(equation: T): T =>
    ({ ...equation, left: once.of(equation.left), right: once.of(equation.right) });
  return {
    ...goal, left: once.of(goal.left), right: once.of(goal.right),
    hypotheses: goal.hypotheses.map((h) => (h.kind === 'equation' ? sides(h) : h)),
    conditions: goal.conditions.map(sides),
  };
};
