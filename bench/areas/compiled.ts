/**
 * Compiled expressions: formulas with their exact derivatives at 10⁶ points, against NumPy on code that SymPy wrote, with its
 * common subexpressions (blocks of 8,192 points, which is where NumPy is fastest, and whole columns), and against mathjs.
 *
 * Times are of the processor in one thread. The last row of each formula compares with what arithmetic allows: the time in which
 * its vector instructions are issued, were there nothing to wait for (`compiled/peak.ts`).
 */
import { compile as parse } from 'mathjs';
import { graphOf } from '../../src/numeric/compile/expression.ts';
import { interpret } from '../../src/numeric/compile/scalar.ts';
import { compile } from '../../src/numeric/compile/vector.ts';
import type { Formula } from '../compiled/formulas.ts';
import { FORMULAS, T, X } from '../compiled/formulas.ts';
import { instructionsOf, nanosecondsOfAnInstruction } from '../compiled/peak.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { cpuTimed, SciPyPeer, sideBySide } from '../scipy-peer.ts';

const POINTS = 1_000_000;
const FEW = 20_000;

interface Answer {
  readonly sum: number;
  readonly largest: number;
  readonly first: readonly number[];
}

const places = (): readonly [Float64Array, Float64Array] => [
  Float64Array.from({ length: POINTS }, (_, i) => (i * 0.7548776662466927) % 1),
  Float64Array.from({ length: POINTS }, (_, i) => 0.25 + 1.5 * ((i * 0.6180339887498949) % 1)),
];

/** The largest difference from the peer on the points that it sent. */
const difference = (ours: Float64Array, answer: Answer | null): number | null =>
  (answer === null ? null : Math.max(...answer.first.map((value, i) => Math.abs(value - (ours[i] as number)))));

const mathjsNanoseconds = (text: string, columns: readonly [Float64Array, Float64Array]): number => {
  const [ts, xs] = columns;
  const code = parse(text);
  const scope = new Map<string, number>();
  const run = (): void => {
    for (let i = 0; i < FEW; i += 1) {
      scope.set('x', xs[i] as number);
      scope.set('t', ts[i] as number);
      code.evaluate(scope);
    }
  };
  run();
  return (cpuTimed(run) * 1e6) / FEW;
};

const measure = async (formula: Formula, peer: SciPyPeer, instruction: number): Promise<readonly Row[]> => {
  const { outputs, inputs } = graphOf([formula.expression], formula.instance, [T, X]);
  const compiled = compile(outputs, inputs);
  const columns = places();
  const out = new Float64Array(POINTS);
  const run = (): void => compiled.run(columns, [out], POINTS);
  const nanoseconds = (milliseconds: number | null): number | null => (milliseconds === null ? null : (milliseconds * 1e6) / POINTS);
  const ask = (block: number): object => ({ formula: formula.name, points: POINTS, block });
  run();
  const blocked = await sideBySide<Answer>(run, peer, 'evaluate', ask(8192));
  const whole = await peer.ask<Answer>('evaluate', ask(POINTS), 3);
  const ours = nanoseconds(blocked.ours) as number;
  const rows = [
    row('compiled', `${formula.name}: 10⁶ points`, ours, 'ns/point', nanoseconds(blocked.peer), peer.name('NumPy, blocks')),
    row('compiled', `${formula.name}: 10⁶ points`, ours, 'ns/point', nanoseconds(whole?.cpuMilliseconds ?? null), peer.name('NumPy, columns')),
  ];
  const off = difference(out, blocked.result);
  if (off !== null) rows.push(row('compiled', `${formula.name}: largest difference`, off, ''));
  if (formula.mathjs !== null) {
    rows.push(row('compiled', `${formula.name}: 10⁶ points`, ours, 'ns/point', mathjsNanoseconds(formula.mathjs, columns), 'mathjs'));
  }
  const slow = new Float64Array(FEW);
  const interpreter = interpret(outputs, inputs);
  const interpreted = cpuTimed(() => interpreter.run(columns, [slow], FEW));
  const limit = (instructionsOf(outputs) / 2) * instruction;
  rows.push(
    row('compiled', `${formula.name}: interpreter`, (interpreted * 1e6) / FEW, 'ns/point'),
    row('compiled', `${formula.name}: 10⁶ points`, ours, 'ns/point', limit, 'its arithmetic alone'),
  );
  return rows;
};

export const compiled = async (): Promise<readonly Row[]> => {
  const peer = SciPyPeer.start('scipy_compiled.py', ['numpy', 'scipy', 'sympy']);
  const instruction = nanosecondsOfAnInstruction();
  const rows: Row[] = [];
  for (const formula of FORMULAS) rows.push(...await measure(formula, peer, instruction));
  peer.stop();
  return rows;
};
