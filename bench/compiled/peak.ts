/**
 * What vector arithmetic costs at the least on this machine: nanoseconds for an instruction of two doubles, as a loop of
 * independent products and sums issues them, through the same engine. And how many of them a formula has.
 */
import { emitGraph } from '../../src/numeric/compile/emit.ts';
import type { Node } from '../../src/numeric/compile/graph.ts';
import type { NodeEquation } from '../../src/numeric/paths/wasm/round.ts';
import { round, roundOf } from '../../src/numeric/paths/wasm/round.ts';
import { Body } from '../../src/numeric/wasm/body.ts';
import { ModuleBuilder } from '../../src/numeric/wasm/module.ts';
import { i32 } from '../../src/numeric/wasm/scalars.ts';
import { f64x2 } from '../../src/numeric/wasm/vectors.ts';
import { exportedFunction, webAssembly } from '../../src/numeric/wasm/webassembly.ts';

const CHAINS = 12;
const ROUNDS = 20_000;
const RUNS = 200;

/** The least time of many runs, for an instruction. */
export const nanosecondsOfAnInstruction = (): number => {
  const builder = new ModuleBuilder({ pages: 1 });
  builder.function('run', ['i32'], 'f64', (body, rounds) => {
    const chains = Array.from({ length: CHAINS }, (_, k) => body.variable('f64x2', f64x2.constant(1 + k)));
    body.count(i32.constant(0), rounds, 1, () => {
      chains.forEach((chain, k) => body.set(chain, k % 2 === 0
        ? f64x2.multiply(chain.now, f64x2.constant(1 - 2 ** -30)) : f64x2.add(chain.now, f64x2.constant(2 ** -30))));
    });
    return f64x2.lane(chains.map((chain) => chain.now).reduce((a, b) => f64x2.add(a, b)), 0);
  });
  const run = exportedFunction(new webAssembly.Instance(builder.compile()), 'run');
  let least = Infinity;
  for (let k = 0; k < RUNS; k += 1) {
    const start = performance.now();
    run(ROUNDS);
    least = Math.min(least, performance.now() - start);
  }
  return (least * 1e6) / (ROUNDS * CHAINS);
};

/** Vector instructions for two points. */
export const instructionsOf = (outputs: readonly Node[]): number => {
  const body = new Body([]);
  const inputs = Array.from({ length: 16 }, () => body.variable('f64x2').now);
  emitGraph(body, outputs, (index) => inputs[index] ?? f64x2.constant(0)).forEach((output) => body.let(output));
  return body.vectorInstructions;
};

/** Vector instructions for one step of four paths: a round's, spread over its steps. */
export const instructionsOfAStep = (equation: NodeEquation): number => {
  const body = new Body([]);
  const [word, number, long] = [body.variable('i32').now, body.variable('f64').now, body.variable('f64x2').now];
  const words = body.variable('i32x4').now;
  const state = equation.drift.map(() => [body.variable('f64x2'), body.variable('f64x2')] as const);
  round(body, equation, 1, {
    schedule: [words, words, words, words, words], first: [words, words], block: body.variable('i32'), state,
    steps: word, start: number, stepLength: number, h: long, scale: long,
  }, word, false);
  return body.vectorInstructions / roundOf(equation.noises).steps;
};
