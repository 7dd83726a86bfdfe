/**
 * One expression for all that are written alike: formulas that are made anew for every goal, as the Fokker–Planck
 * equation of one process and the next, share what they have in common only if their parts can be found again.
 */
import type { Expression } from './expression.ts';
import { partsOf } from './expression.ts';

export class Alike {
  readonly #firsts = new Map<string, { readonly expression: Expression; readonly number: number }>();
  readonly #known = new WeakMap<Expression, { readonly expression: Expression; readonly number: number }>();
  readonly #symbols = new Map<object, number>();

  /** The first expression asked for that is written like this one. */
  first(e: Expression): Expression {
    return this.#entry(e).expression;
  }

  #entry(e: Expression): { readonly expression: Expression; readonly number: number } {
    const known = this.#known.get(e);
    if (known !== undefined) return known;
    let text = this.#own(e);
    for (const part of partsOf(e)) text += ` ${this.#entry(part).number}`;
    let entry = this.#firsts.get(text);
    if (entry === undefined) this.#firsts.set(text, (entry = { expression: e, number: this.#firsts.size }));
    this.#known.set(e, entry);
    return entry;
  }

  /** What is said by the node itself, without its parts. Symbols are told apart as objects. */
  #own(e: Expression): string {
    switch (e.kind) {
      case 'number': return `number ${e.value.numerator}/${e.value.denominator}`;
      case 'dimension': case 'identity': return `${e.kind} ${e.space}`;
      case 'parameter': return `parameter ${this.#symbol(e.parameter)}`;
      case 'field': return `field ${this.#symbol(e.field)}`;
      case 'variable': case 'derivative': case 'gradient': case 'divergence': case 'laplacian': case 'hessian': case 'integral':
        return `${e.kind} ${this.#symbol(e.variable)}`;
      case 'call': return e.function;
      case 'at': return `at ${e.bindings.map((b) => this.#symbol(b.variable)).join()}`;
      case 'optimum': return `${e.which} ${this.#symbol(e.control)}`;
      case 'pi': case 'add': case 'multiply': case 'power': case 'dot': case 'doubleDot': case 'outer': case 'transpose':
      case 'trace': case 'inverse': case 'determinant':
        return e.kind;
    }
  }

  #symbol(symbol: object): number {
    let number = this.#symbols.get(symbol);
    if (number === undefined) this.#symbols.set(symbol, (number = this.#symbols.size));
    return number;
  }
}
