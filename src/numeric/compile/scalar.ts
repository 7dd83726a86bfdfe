/**
 * A graph computed by plain TypeScript: a list of steps over a table of numbers, one point after the other. It is what compiled
 * code is compared with, it needs no start, and it is right everywhere: special values are those of `Math`.
 *
 * A step is four numbers: what to do, the place that it writes, and the places of its operands; a step of one operand has it
 * twice. Inputs and constants are in the table beforehand.
 */
import type { FunctionName } from '../../kernel/expression.ts';
import { FUNCTIONS } from '../../kernel/expression.ts';
import { DOUBLE_FUNCTIONS } from '../arithmetic/doubles.ts';
import type { Compiled } from './compiled.ts';
import { checkColumns, notFinite } from './compiled.ts';
import type { Node } from './graph.ts';
import { inOrder } from './order.ts';

const ADD = 0;
const SUBTRACT = 1;
const MULTIPLY = 2;
const DIVIDE = 3;
const NEGATE = 4;
const SQRT = 5;
const POWER = 6;
/** From here on the functions, in the order of the language. */
const CALL = 7;

const CALLS: readonly ((x: number) => number)[] = FUNCTIONS.map((name: FunctionName) => DOUBLE_FUNCTIONS[name]);

const take = (what: number, a: number, b: number): number => {
  if (what === ADD) return a + b;
  if (what === MULTIPLY) return a * b;
  if (what === SUBTRACT) return a - b;
  if (what === DIVIDE) return a / b;
  if (what === NEGATE) return -a;
  if (what === SQRT) return Math.sqrt(a);
  if (what === POWER) return a ** b;
  return (CALLS[what - CALL] as (x: number) => number)(a);
};

export interface Interpreter {
  readonly inputs: number;
  /** The table's first places are the inputs'; after `evaluate` output k is at place results[k]. */
  readonly table: Float64Array;
  readonly results: readonly number[];
  readonly evaluate: () => void;
}

const STEP = 4;

/** What a node is computed by, and from which nodes; null for what is in the table. */
const stepOf = (node: Node, constant: (value: number) => number, placeOf: (node: Node) => number): readonly [number, number, number] | null => {
  switch (node.kind) {
    case 'input': case 'constant': return null;
    case 'add': return [ADD, placeOf(node.left), placeOf(node.right)];
    case 'subtract': return [SUBTRACT, placeOf(node.left), placeOf(node.right)];
    case 'multiply': return [MULTIPLY, placeOf(node.left), placeOf(node.right)];
    case 'divide': return [DIVIDE, placeOf(node.left), placeOf(node.right)];
    case 'negate': return [NEGATE, placeOf(node.of), placeOf(node.of)];
    case 'sqrt': return [SQRT, placeOf(node.of), placeOf(node.of)];
    case 'power': return [POWER, placeOf(node.of), constant(node.exponent)];
    case 'call': return [CALL + FUNCTIONS.indexOf(node.function), placeOf(node.of), placeOf(node.of)];
  }
};

/** Steps for the outputs, and their table. Throws a RangeError where a formula has more inputs. */
export const interpreterOf = (outputs: readonly Node[], inputs: number): Interpreter => {
  const places = new Map<number, number>();
  const numbers: number[] = Array.from({ length: inputs }, () => 0);
  const steps: number[] = [];
  const placeOf = (node: Node): number => places.get(node.id) as number;
  const constant = (value: number): number => numbers.push(value) - 1;
  for (const node of inOrder(outputs)) {
    if (node.kind === 'input' && node.index >= inputs) {
      throw new RangeError(`the formula has an input ${node.index}, and there are ${inputs}`);
    }
    const step = stepOf(node, constant, placeOf);
    const to = node.kind === 'input' ? node.index : constant(node.kind === 'constant' ? node.value : 0);
    places.set(node.id, to);
    if (step !== null) steps.push(step[0], to, step[1], step[2]);
  }
  const table = Float64Array.from(numbers);
  const code = Int32Array.from(steps);
  return {
    inputs, table, results: outputs.map(placeOf),
    evaluate: () => {
      for (let k = 0; k < code.length; k += STEP) {
        const [a, b] = [table[code[k + 2] as number] as number, table[code[k + 3] as number] as number];
        table[code[k + 1] as number] = take(code[k] as number, a, b);
      }
    },
  };
};

/** Computes the outputs at one point of the columns, entry `at` of them; throws NumericError('not-finite') where one is no number. */
export const interpretPoint = (
  interpreter: Interpreter, inputs: readonly Float64Array[], outputs: readonly Float64Array[], at: number, point: number = at,
): void => {
  const { table, results } = interpreter;
  for (let k = 0; k < inputs.length; k += 1) table[k] = (inputs[k] as Float64Array)[at] as number;
  interpreter.evaluate();
  for (let k = 0; k < outputs.length; k += 1) {
    const value = table[results[k] as number] as number;
    if (!Number.isFinite(value)) throw notFinite(inputs.map((column) => column[at] as number), k, point, value);
    (outputs[k] as Float64Array)[point] = value;
  }
};

export const interpret = (outputs: readonly Node[], inputs: number): Compiled => {
  const interpreter = interpreterOf(outputs, inputs);
  return {
    inputs, outputs: outputs.length,
    run: (from, to, count) => {
      checkColumns('inputs', from, inputs, count);
      checkColumns('outputs', to, outputs.length, count);
      for (let point = 0; point < count; point += 1) interpretPoint(interpreter, from, to, point);
    },
  };
};
