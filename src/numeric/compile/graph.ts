/**
 * Numbers that are not computed yet: nodes of a graph, over which the evaluator runs as over doubles and leaves the formula.
 *
 * Equal nodes are one node (each is found by its operation and operands), so that what a formula and its derivatives share is
 * computed once. What is removed when a node is made: constants are computed, x + 0, x·1, x·0, x/1, −(−x), x − x, (−x)·(−y),
 * c·(d·x) for constants, x + x;
 * integer powers become products by squaring, half-integer ones a square root and products, a quotient by a constant a product
 * only where that is exact. Rules such as x·0 = 0 hold for finite x; where a part that was removed is not finite, compiled code
 * differs from the formula (test/numeric/compile says where).
 *
 * Inputs are numbered from 0.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import type { Rational } from '../../kernel/rational.ts';
import type { Arithmetic } from '../arithmetic/arithmetic.ts';
import { DOUBLES } from '../arithmetic/doubles.ts';

export type Operation = 'add' | 'subtract' | 'multiply' | 'divide';

export type Node =
  | { readonly kind: 'input'; readonly id: number; readonly index: number }
  | { readonly kind: 'constant'; readonly id: number; readonly value: number }
  | { readonly kind: Operation; readonly id: number; readonly left: Node; readonly right: Node }
  | { readonly kind: 'negate' | 'sqrt'; readonly id: number; readonly of: Node }
  /** A power that is neither an integer nor half of one, or above 64 in size. */
  | { readonly kind: 'power'; readonly id: number; readonly of: Node; readonly exponent: number }
  | { readonly kind: 'call'; readonly id: number; readonly function: FunctionName; readonly of: Node };

export interface Graph extends Arithmetic<Node> {
  readonly input: (index: number) => Node;
}

type WithoutId<N> = N extends Node ? Omit<N, 'id'> : never;

/** Above it a power is not worth its products. */
const LARGEST_POWER = 64n;

/** The nodes that a node is computed from. */
export const operandsOf = (node: Node): readonly Node[] => {
  switch (node.kind) {
    case 'input': case 'constant': return [];
    case 'add': case 'subtract': case 'multiply': case 'divide': return [node.left, node.right];
    case 'negate': case 'sqrt': case 'power': case 'call': return [node.of];
  }
};

const isConstant = (node: Node, value: number): boolean => node.kind === 'constant' && node.value === value;

/** So that products of a few of them neither overflow nor underflow. */
const isModerate = (c: number): boolean => Math.abs(c) > 2 ** -60 && Math.abs(c) < 2 ** 60;

/** Whether 1/c is exact: c is a power of two, far from the ends of the range. */
const hasExactInverse = (c: number): boolean => {
  const exponent = Math.log2(Math.abs(c));
  return Number.isInteger(exponent) && Math.abs(exponent) < 1000;
};

const compute = (kind: Operation, a: number, b: number): number => {
  switch (kind) {
    case 'add': return a + b;
    case 'subtract': return a - b;
    case 'multiply': return a * b;
    case 'divide': return a / b;
  }
};

/** A graph of its own: nodes of two graphs do not mix. */
export const graph = (): Graph => {
  const known = new Map<string, Node>();

  const keep = (key: string, made: WithoutId<Node>): Node => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const node = { ...made, id: known.size } as Node;
    known.set(key, node);
    return node;
  };

  const constant = (value: number): Node => keep(Object.is(value, -0) ? 'c-0' : `c${value}`, { kind: 'constant', value });
  const zero = constant(0);
  const one = constant(1);

  const binary = (kind: Operation, left: Node, right: Node): Node => {
    if (left.kind === 'constant' && right.kind === 'constant') return constant(compute(kind, left.value, right.value));
    return keep(`${kind} ${left.id} ${right.id}`, { kind, left, right });
  };

  /** A constant comes first, otherwise the older node. */
  const commutative = (kind: 'add' | 'multiply', a: Node, b: Node): Node =>
    (a.kind === 'constant' || (a.id <= b.id && b.kind !== 'constant') ? binary(kind, a, b) : binary(kind, b, a));

  const negate = (a: Node): Node => {
    if (a.kind === 'constant') return constant(-a.value);
    if (a.kind === 'negate') return a.of;
    if (a.kind === 'subtract') return subtract(a.right, a.left);
    return keep(`negate ${a.id}`, { kind: 'negate', of: a });
  };

  const add = (a: Node, b: Node): Node => {
    if (isConstant(a, 0)) return b;
    if (isConstant(b, 0)) return a;
    if (b.kind === 'negate') return subtract(a, b.of);
    if (a.kind === 'negate') return subtract(b, a.of);
    if (a === b) return multiply(constant(2), a);
    return commutative('add', a, b);
  };

  const subtract = (a: Node, b: Node): Node => {
    if (a === b) return zero;
    if (isConstant(b, 0)) return a;
    if (isConstant(a, 0)) return negate(b);
    if (b.kind === 'negate') return add(a, b.of);
    return binary('subtract', a, b);
  };

  /** c·(d·x) = (c d)·x, where neither is of extreme size; null where there are no two constants. */
  const mergedConstants = (c: Node, product: Node): Node | null => {
    if (c.kind !== 'constant' || product.kind !== 'multiply' || product.left.kind !== 'constant') return null;
    if (!isModerate(c.value) || !isModerate(product.left.value)) return null;
    return multiply(constant(c.value * product.left.value), product.right);
  };

  const multiply = (a: Node, b: Node): Node => {
    if (isConstant(a, 0) || isConstant(b, 0)) return zero;
    if (isConstant(a, 1)) return b;
    if (isConstant(b, 1)) return a;
    if (isConstant(a, -1)) return negate(b);
    if (isConstant(b, -1)) return negate(a);
    if (a.kind === 'negate') return negate(multiply(a.of, b));
    if (b.kind === 'negate') return negate(multiply(a, b.of));
    return mergedConstants(a, b) ?? mergedConstants(b, a) ?? commutative('multiply', a, b);
  };

  const divide = (a: Node, b: Node): Node => {
    if (b.kind === 'constant' && hasExactInverse(b.value)) return multiply(a, constant(1 / b.value));
    if (isConstant(a, 0)) return zero;
    if (a.kind === 'negate') return negate(divide(a.of, b));
    if (b.kind === 'negate') return negate(divide(a, b.of));
    return binary('divide', a, b);
  };

  /** base^n for n > 0, by squaring. */
  const naturalPower = (base: Node, n: bigint): Node => {
    if (n === 1n) return base;
    const half = naturalPower(base, n >> 1n);
    const square = multiply(half, half);
    return n % 2n === 0n ? square : multiply(square, base);
  };

  const power = (base: Node, exponent: Rational): Node => {
    const { numerator, denominator } = exponent;
    if (base.kind === 'constant') return constant(DOUBLES.power(base.value, exponent));
    if (numerator === 0n) return one;
    const size = numerator < 0n ? -numerator : numerator;
    if (denominator > 2n || size > LARGEST_POWER) {
      const value = DOUBLES.fromRational(exponent);
      return keep(`power ${base.id} ${value}`, { kind: 'power', of: base, exponent: value });
    }
    const root = denominator === 2n ? call('sqrt', base) : null;
    const whole = size / denominator === 0n ? null : naturalPower(base, size / denominator);
    const product = root === null ? whole ?? one : whole === null ? root : multiply(whole, root);
    return numerator < 0n ? divide(one, product) : product;
  };

  const call = (name: FunctionName, argument: Node): Node => {
    if (argument.kind === 'constant') return constant(DOUBLES.call(name, argument.value));
    if (name === 'sqrt') return keep(`sqrt ${argument.id}`, { kind: 'sqrt', of: argument });
    return keep(`${name} ${argument.id}`, { kind: 'call', function: name, of: argument });
  };

  return {
    zero, one, pi: constant(Math.PI),
    fromNumber: constant,
    fromRational: (value) => constant(DOUBLES.fromRational(value)),
    add, subtract, multiply, divide, negate, power, call,
    isZero: (a) => isConstant(a, 0),
    input: (index) => keep(`input ${index}`, { kind: 'input', index }),
  };
};
