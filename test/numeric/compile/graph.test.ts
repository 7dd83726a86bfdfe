/**
 * Graphs of numbers to be computed: what is shared, what is removed, and in which order they are computed.
 */
import { describe, expect, test } from 'vitest';
import { rational } from '../../../src/kernel/rational.ts';
import type { Node } from '../../../src/numeric/compile/graph.ts';
import { graph, operandsOf } from '../../../src/numeric/compile/graph.ts';
import { inOrder, usesOf } from '../../../src/numeric/compile/order.ts';
import { interpreterOf } from '../../../src/numeric/compile/scalar.ts';

const g = graph();
const [x, y] = [g.input(0), g.input(1)];
const c = g.fromNumber;

const valueAt = (node: Node, ...inputs: readonly number[]): number => {
  const interpreter = interpreterOf([node], inputs.length);
  interpreter.table.set(inputs);
  interpreter.evaluate();
  return interpreter.table[interpreter.results[0] as number] as number;
};

describe('equal nodes are one', () => {
  test('whatever the order of a sum or a product', () => {
    expect(g.add(x, y)).toBe(g.add(y, x));
    expect(g.multiply(g.call('exp', x), y)).toBe(g.multiply(y, g.call('exp', x)));
    expect(g.subtract(x, y)).not.toBe(g.subtract(y, x));
    expect(g.divide(x, y)).not.toBe(g.divide(y, x));
  });

  test('constants by their value, 0 and −0 apart', () => {
    expect(c(0.5)).toBe(g.fromRational(rational(1, 2)));
    expect(c(0)).not.toBe(c(-0));
  });
});

describe('what is removed', () => {
  test.each<readonly [string, Node, Node]>([
    ['x + 0', g.add(x, g.zero), x], ['0 + x', g.add(g.zero, x), x], ['x − 0', g.subtract(x, g.zero), x],
    ['0 − x', g.subtract(g.zero, x), g.negate(x)], ['x · 1', g.multiply(x, g.one), x], ['x · 0', g.multiply(x, g.zero), g.zero],
    ['x · −1', g.multiply(x, c(-1)), g.negate(x)], ['x / 1', g.divide(x, g.one), x], ['−(−x)', g.negate(g.negate(x)), x],
    ['x − x', g.subtract(x, x), g.zero], ['x + (−y)', g.add(x, g.negate(y)), g.subtract(x, y)],
    ['x − (−y)', g.subtract(x, g.negate(y)), g.add(x, y)],
    ['(−x) · (−y)', g.multiply(g.negate(x), g.negate(y)), g.multiply(x, y)],
    ['x / 4', g.divide(x, c(4)), g.multiply(x, c(0.25))], ['x^0', g.power(x, rational(0)), g.one],
    ['x^(1/2)', g.power(x, rational(1, 2)), g.call('sqrt', x)], ['2 · 3', g.multiply(c(2), c(3)), c(6)],
    ['3 · (2 · x)', g.multiply(c(3), g.multiply(x, c(2))), g.multiply(c(6), x)], ['x + x', g.add(x, x), g.multiply(c(2), x)],
    ['exp 0', g.call('exp', g.zero), g.one], ['0 / x', g.divide(g.zero, x), g.zero],
  ])('%s', (_, made, wanted) => expect(made).toBe(wanted));

  test('x / 3 stays a quotient, since 1/3 is no double', () => expect(g.divide(x, c(3)).kind).toBe('divide'));
});

describe('powers', () => {
  test.each([[2, 1], [3, 1], [7, 1], [-1, 1], [-3, 1], [3, 2], [-5, 2], [64, 1]])('x^(%d/%d) are products and roots', (n, d) => {
    const node = g.power(x, rational(n, d));
    const kinds = new Set(inOrder([node]).map((each) => each.kind));
    expect([...kinds].every((kind) => ['input', 'constant', 'multiply', 'divide', 'sqrt'].includes(kind))).toBe(true);
    expect(valueAt(node, 1.3) / 1.3 ** (n / d)).toBeCloseTo(1, 14);
  });

  test('others are powers', () => {
    expect(g.power(x, rational(1, 3))).toMatchObject({ kind: 'power', exponent: 1 / 3 });
    expect(g.power(x, rational(65)).kind).toBe('power');
  });

  test('x^8 takes three products', () =>
    expect(inOrder([g.power(x, rational(8))]).filter((node) => node.kind === 'multiply')).toHaveLength(3));
});

describe('the order', () => {
  const deep = Array.from({ length: 20_000 }).reduce<Node>((sum, _, k) => g.add(g.multiply(sum, x), c(k + 1)), y);
  const wide = g.add(g.multiply(g.add(x, y), g.subtract(x, y)), g.call('exp', g.add(x, y)));

  test.each([['deep', deep], ['wide', wide]])('%s: every node once, after its operands', (_, output) => {
    const order = inOrder([output]);
    const place = new Map(order.map((node, k) => [node.id, k]));
    expect(place.size).toBe(order.length);
    const late = order.filter((node, k) => operandsOf(node).some((operand) => (place.get(operand.id) ?? Infinity) >= k));
    expect(late).toEqual([]);
  });

  test('uses count operands and outputs', () => {
    const sum = g.add(x, y);
    const uses = usesOf(inOrder([wide, sum]), [wide, sum]);
    expect([uses.get(sum.id), uses.get(wide.id), uses.get(x.id)]).toEqual([3, 1, 2]);
  });

  test('of two operands the one that needs more comes first', () => {
    const heavy = g.multiply(g.add(x, y), g.subtract(x, y));
    const light = g.call('sin', y);
    for (const quotient of [g.divide(light, heavy), g.divide(heavy, light)]) {
      const order = inOrder([quotient]).map((node) => node.id);
      expect(order.indexOf(heavy.id)).toBeLessThan(order.indexOf(light.id));
    }
  });
});
