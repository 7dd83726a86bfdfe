/**
 * The body of a WebAssembly function, written as statements over typed values.
 *
 * A `Variable` is a local that changes; what `let` gives is a local that is set once. The engine's own allocator puts locals
 * into registers and spills what does not fit, so that there may be any number of them.
 */
import { opcode, unsigned } from './encode.ts';
import { i32 } from './scalars.ts';
import type { Effect, Type, Value } from './value.ts';
import { emit, value } from './value.ts';

export interface Variable<T extends Type> {
  readonly index: number;
  readonly type: T;
  /** Its value where this stands. */
  readonly now: Value<T>;
}

/** A type of blocks that take and leave nothing. */
const NOTHING = 0x40;

export class Body {
  /** The types of the parameters, then of the other locals. */
  readonly types: Type[];
  readonly parameters: number;
  readonly code: number[] = [];
  /** How many instructions of vector arithmetic the code has so far: what it costs, at least. */
  vectorInstructions = 0;

  constructor(parameters: readonly Type[]) {
    this.types = [...parameters];
    this.parameters = parameters.length;
  }

  /** A local that can be set again; at first 0, or `initial`. */
  variable<T extends Type>(type: T, initial?: Value<T>): Variable<T> {
    const index = this.types.push(type) - 1;
    const created = local(index, type);
    if (initial !== undefined) this.set(created, initial);
    return created;
  }

  set<T extends Type>(variable: Variable<T>, to: Value<T>): void {
    this.#emit(to);
    opcode('local.set', this.code);
    this.code.push(...unsigned(variable.index));
  }

  /** Computes a value now; what is given can be used any number of times. */
  let<T extends Type>(of: Value<T>): Value<T> {
    return of.instruction === 'local.get' || of.instruction === 'v128.const' ? of : this.variable(of.type, of).now;
  }

  do(effect: Effect): void {
    this.#emit(effect);
  }

  if(condition: Value<'i32'>, then: () => void, otherwise?: () => void): void {
    this.#emit(condition);
    this.#open('if');
    then();
    if (otherwise !== undefined) {
      opcode('else', this.code);
      otherwise();
    }
    opcode('end', this.code);
  }

  /** While the condition holds; it is asked before each round. */
  while(condition: () => Value<'i32'>, round: () => void): void {
    // Turned round, so that a round ends with one jump: if (c) do { … } while (c).
    this.if(condition(), () => {
      this.#open('loop');
      round();
      this.#emit(condition());
      opcode('br_if', this.code);
      this.code.push(0);
      opcode('end', this.code);
    });
  }

  /** For each i = from, from + step, … below `below`, which does not change meanwhile. */
  count(from: Value<'i32'>, below: Value<'i32'>, step: number, round: (i: Value<'i32'>) => void): void {
    const i = this.variable('i32', from);
    const end = this.let(below);
    this.while(() => i32.less(i.now, end), () => {
      round(i.now);
      this.set(i, i32.add(i.now, i32.constant(step)));
    });
  }

  /** The value that the function gives: the last statement. */
  result(of: Value<Type>): void {
    this.#emit(of);
  }

  #emit(of: Value<Type> | Effect): void {
    this.vectorInstructions += emit(of, this.code);
  }

  #open(block: 'if' | 'loop'): void {
    opcode(block, this.code);
    this.code.push(NOTHING);
  }
}

const local = <T extends Type>(index: number, type: T): Variable<T> =>
  ({ index, type, now: value(type, 'local.get', [], unsigned(index)) });

/** The parameter of this number, as a variable. */
export const parameterOf = <T extends Type>(index: number, type: T): Variable<T> => local(index, type);
