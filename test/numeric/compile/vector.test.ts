/**
 * Compiled graphs against the interpreter and against rigorous bounds, and what they do with values that are no numbers.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FunctionName } from '../../../src/kernel/expression.ts';
import { FUNCTIONS } from '../../../src/kernel/expression.ts';
import { rational } from '../../../src/kernel/rational.ts';
import type { Arithmetic } from '../../../src/numeric/arithmetic/arithmetic.ts';
import { BALLS } from '../../../src/numeric/arithmetic/balls.ts';
import type { Node } from '../../../src/numeric/compile/graph.ts';
import { graph } from '../../../src/numeric/compile/graph.ts';
import { interpret } from '../../../src/numeric/compile/scalar.ts';
import { compile } from '../../../src/numeric/compile/vector.ts';
import { NumericError } from '../../../src/numeric/numeric-error.ts';

/** A formula as a list of instructions for a stack, so that it can be read over any arithmetic. */
type Instruction = readonly [what: number, of: number];

const OPERATIONS = ['add', 'subtract', 'multiply', 'divide'] as const;
/** That compiled code computes as the interpreter does, bit for bit. */
const EXACT: readonly FunctionName[] = ['sqrt'];
const instructions = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 100 })), { minLength: 4, maxLength: 30 });

const read = <Value>(
  list: readonly Instruction[], { add, multiply, fromRational, power, ...arithmetic }: Arithmetic<Value>, inputs: readonly Value[],
  functions: readonly FunctionName[],
): Value => {
  const stack: Value[] = [inputs[0] as Value];
  const pop = (): Value => stack.pop() ?? (inputs[1] as Value);
  for (const [what, of] of list) {
    if (what < 2) stack.push(inputs[of % inputs.length] as Value);
    else if (what === 2) stack.push(fromRational(rational(of - 50, 16)));
    else if (what === 3) stack.push(arithmetic.negate(pop()));
    else if (what < 7) stack.push({ add, multiply, ...arithmetic }[OPERATIONS[of % 4] as 'add'](pop(), pop()));
    // |x|^(k/2) of what is safely positive: x² + 1/4.
    else if (what === 7) {
      const x = pop();
      stack.push(power(add(multiply(x, x), fromRational(rational(1, 4))), rational((of % 7) - 3, functions === EXACT ? 2 : (of % 3) + 1)));
    } else {
      const x = pop();
      const name = functions[of % functions.length] as FunctionName;
      stack.push(arithmetic.call(name, ['log', 'sqrt'].includes(name) ? add(multiply(x, x), fromRational(rational(1, 8))) : x));
    }
  }
  return stack.reduce((sum, each) => add(sum, each));
};

const places = fc.array(fc.tuple(fc.integer({ min: -64, max: 64 }), fc.integer({ min: -64, max: 64 })), { minLength: 1, maxLength: 5 });
const columnsOf = (points: readonly (readonly [number, number])[]): readonly [Float64Array, Float64Array] =>
  [Float64Array.from(points, ([a]) => a / 16), Float64Array.from(points, ([, b]) => b / 16)];

/** The values, or the message of the error. */
const outcome = (run: () => Float64Array): readonly number[] | string => {
  try {
    return [...run()];
  } catch (error) {
    if (error instanceof NumericError) return error.message;
    throw error;
  }
};

const nodeOf = (list: readonly Instruction[], functions: readonly FunctionName[]): Node => {
  const g = graph();
  return read(list, g, [g.input(0), g.input(1)], functions);
};

describe('a compiled graph', () => {
  test('of exact operations is the interpreted one, bit for bit, errors and all', () => {
    let numbers = 0;
    fc.assert(fc.property(instructions, places, (list, points) => {
      const node = nodeOf(list, EXACT);
      const [columns, out] = [columnsOf(points), new Float64Array(points.length)];
      const [first, second] = [compile([node], 2), interpret([node], 2)].map((code) => outcome(() => {
        code.run(columns, [out], points.length);
        return out;
      }));
      expect(first).toEqual(second);
      if (typeof first !== 'string') numbers += 1;
    }), { numRuns: 150 });
    expect(numbers).toBeGreaterThan(50);
  });

  test('with every function lies within the bounds that balls give', () => {
    let compared = 0;
    fc.assert(fc.property(instructions, places, (list, points) => {
      const node = nodeOf(list, FUNCTIONS);
      const [columns, out] = [columnsOf(points), new Float64Array(points.length)];
      const values = outcome(() => {
        compile([node], 2).run(columns, [out], points.length);
        return out;
      });
      if (typeof values === 'string') return;
      points.forEach(([a, b], i) => {
        const ball = read(list, BALLS, [BALLS.fromNumber(a / 16), BALLS.fromNumber(b / 16)], FUNCTIONS);
        if (ball.radius === Infinity) return;
        compared += 1;
        // Its own functions are off by as much as those that the ball allows for; so are its roundings.
        expect(Math.abs((values[i] as number) - ball.value)).toBeLessThanOrEqual(2 * ball.radius + 1e-300);
      });
    }), { numRuns: 150 });
    expect(compared).toBeGreaterThan(150);
  });

  test('computes any number of points, in any number of blocks', () => {
    const g = graph();
    const compiled = compile([g.multiply(g.input(0), g.input(1)), g.add(g.input(0), g.one)], 2);
    for (const count of [0, 1, 2, 255, 256, 257, 1000]) {
      const columns = [Float64Array.from({ length: count }, (_, i) => i), Float64Array.from({ length: count }, (_, i) => 2 * i)];
      const out = [new Float64Array(count + 1).fill(-7), new Float64Array(count + 1).fill(-7)];
      compiled.run(columns, out, count);
      expect([...out[0] as Float64Array]).toEqual([...Array.from({ length: count }, (_, i) => 2 * i * i), -7]);
      expect((out[1] as Float64Array)[count]).toBe(-7);
    }
  });

  test('into a column that is an input, too, also where points are computed again', () => {
    const g = graph();
    const column = Float64Array.of(1, 60_000, 2);
    const sines = new Float64Array(3);
    compile([g.add(g.input(0), g.one), g.call('sin', g.input(0))], 1).run([column], [column, sines], 3);
    expect([...column]).toEqual([2, 60_001, 3]);
    expect(Math.abs((sines[1] as number) - Math.sin(60_000))).toBeLessThan(1e-15);
  });

  test.each([NaN, -1, 2.5, Infinity])('%d points there are not', (count) => {
    const g = graph();
    const out = new Float64Array(3);
    for (const make of [compile, interpret]) {
      expect(() => make([g.input(0)], 1).run([Float64Array.of(1, 2, 3)], [out], count)).toThrow(RangeError);
    }
  });

  test('of formulas that are very deep', () => {
    const g = graph();
    let sum: Node = g.input(0);
    for (let k = 0; k < 6000; k += 1) sum = g.add(g.multiply(sum, g.input(0)), g.fromNumber((k % 7) + 0.5));
    const [x, compiled, wanted] = [Float64Array.of(0.5, -0.25, 0.75), new Float64Array(3), new Float64Array(3)];
    compile([sum], 1).run([x], [compiled], 3);
    interpret([sum], 1).run([x], [wanted], 3);
    expect(compiled).toEqual(wanted);
  });

  test('of formulas that are longer than a function of WebAssembly may be', () => {
    const g = graph();
    let sum: Node = g.zero;
    for (let k = 0; k < 3200; k += 1) sum = g.add(sum, g.call('tanh', g.add(g.input(0), g.fromNumber(k / 4096))));
    const [x, compiled, wanted] = [Float64Array.of(0.5, 2), new Float64Array(2), new Float64Array(2)];
    compile([sum], 1).run([x], [compiled], 2);
    interpret([sum], 1).run([x], [wanted], 2);
    expect(compiled).toEqual(wanted);
  });

  test('of large whole powers, of negative numbers too, without computing a point again', () => {
    const g = graph();
    const x = Float64Array.of(-1.5, 1.5, -0, 0, -1.0625);
    for (const n of [65, 66, 100, 101, -67]) {
      const out = new Float64Array(2);
      compile([g.power(g.input(0), rational(n))], 1).run([x.subarray(0, 2)], [out], 2);
      out.forEach((value, i) => expect(Math.abs(value / (x[i] as number) ** n - 1)).toBeLessThan(1e-14));
    }
    const zeros = new Float64Array(2);
    compile([g.power(g.input(0), rational(65))], 1).run([x.subarray(2, 4)], [zeros], 2);
    expect([...zeros]).toEqual([-0, 0]);
  });

  test('of a constant, and of an input itself', () => {
    const g = graph();
    const out = [new Float64Array(3), new Float64Array(3)];
    compile([g.fromNumber(2.5), g.input(0)], 1).run([Float64Array.of(1, 2, 3)], out, 3);
    expect(out.map((column) => [...column])).toEqual([[2.5, 2.5, 2.5], [1, 2, 3]]);
  });

  test('shares the reduction of sin and cos', () => {
    const g = graph();
    const angle = g.multiply(g.input(0), g.fromNumber(3));
    const one = g.add(g.power(g.call('sin', angle), rational(2)), g.power(g.call('cos', angle), rational(2)));
    const out = new Float64Array(100);
    compile([one], 1).run([Float64Array.from(out, (_, i) => i - 50)], [out], 100);
    for (const value of out) expect(Math.abs(value - 1)).toBeLessThan(4e-16);
  });
});

describe('values that are no numbers', () => {
  const g = graph();
  const inverse = g.divide(g.one, g.input(0));

  test('the first point is named', () => {
    const x = Float64Array.from({ length: 700 }, (_, i) => (i === 300 || i === 600 ? 0 : 1));
    expect(() => compile([g.one, inverse], 1).run([x], [new Float64Array(700), new Float64Array(700)], 700))
      .toThrow('output 1 is Infinity at point 300 (0); leave out the point');
    expect(outcome(() => { interpret([inverse], 1).run([x], [new Float64Array(700)], 700); return x; })).toContain('point 300');
  });

  test('a fault that does not reach an output is none', () => {
    const out = new Float64Array(3);
    compile([g.divide(g.one, g.call('exp', g.input(0)))], 1).run([Float64Array.of(0, 800, -1)], [out], 3);
    expect([...out]).toEqual([1, 0, 1 / Math.exp(-1)]);
  });

  test('an angle that compiled code does not reduce is computed again', () => {
    const out = new Float64Array(5);
    const angles = Float64Array.of(1, 1e6, -1e10, 51_000.5, 2);
    compile([g.call('sin', g.input(0))], 1).run([angles], [out], 5);
    angles.forEach((angle, i) => expect(Math.abs((out[i] as number) - Math.sin(angle))).toBeLessThanOrEqual(2 ** -53));
  });

  test('columns that do not fit, and inputs that there are not', () => {
    const compiled = compile([inverse], 1);
    expect(() => compiled.run([], [new Float64Array(1)], 1)).toThrow(RangeError);
    expect(() => compiled.run([new Float64Array(1)], [new Float64Array(2)], 2)).toThrow('inputs: column 0 has 1 entries, not 2');
    expect(() => compile([g.input(3)], 2)).toThrow('an input 3');
    expect(() => interpret([g.input(3)], 2)).toThrow('an input 3');
  });
});
