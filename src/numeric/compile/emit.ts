/**
 * The nodes of a graph as WebAssembly code over two points at once: what the vector compiler and the path kernel share.
 *
 * A node that is used once becomes part of the expression that uses it, unless that is very deep already; any other is kept in a local.
 * sin and cos of the same argument share their reduction.
 */
import type { Body } from '../wasm/body.ts';
import { sineAndCosine } from '../wasm/circular.ts';
import type { SineAndCosine } from '../wasm/circular.ts';
import { ELEMENTARY } from '../wasm/elementary.ts';
import type { Doubles } from '../wasm/polynomial.ts';
import { powerOf } from '../wasm/power.ts';
import { f64x2 } from '../wasm/vectors.ts';
import type { Node } from './graph.ts';
import { operandsOf } from './graph.ts';
import { inOrder, usesOf } from './order.ts';

/** The arguments of both a sin and a cos, by id. */
const sharedAngles = (order: readonly Node[]): ReadonlySet<number> => {
  const argumentsOf = (name: 'sin' | 'cos'): Set<number> =>
    new Set(order.flatMap((node) => (node.kind === 'call' && node.function === name ? [node.of.id] : [])));
  const cosines = argumentsOf('cos');
  return new Set([...argumentsOf('sin')].filter((id) => cosines.has(id)));
};

/** Values are trees, and are written by recursion. */
const DEEPEST = 100;

const { absolute, and, constant, xor } = f64x2;

/** A whole power above 64 in size: |x|^c, with the sign of x where c is odd. */
const wholePower = (body: Body, x: Doubles, exponent: number): Doubles => {
  const given = body.let(x);
  const power = powerOf(body, absolute(given), exponent);
  return exponent % 2 === 0 ? power : xor(power, and(given, constant(-0)));
};

/** Writes the code of the outputs into a body, given the values of the inputs; what is given is each output's value. */
export const emitGraph = (body: Body, outputs: readonly Node[], inputs: (index: number) => Doubles): readonly Doubles[] => {
  const order = inOrder(outputs);
  const uses = usesOf(order, outputs);
  const shared = sharedAngles(order);
  const values = new Map<number, Doubles>();
  const angles = new Map<number, SineAndCosine>();
  const valueOf = (node: Node): Doubles => values.get(node.id) as Doubles;

  const circular = (argument: Node): SineAndCosine => {
    const known = angles.get(argument.id);
    if (known !== undefined) return known;
    const both = sineAndCosine(body, valueOf(argument));
    const kept = { sine: body.let(both.sine), cosine: body.let(both.cosine) };
    angles.set(argument.id, kept);
    return kept;
  };

  const code = (node: Node): Doubles => {
    switch (node.kind) {
      case 'input': return inputs(node.index);
      case 'constant': return f64x2.constant(node.value);
      case 'add': case 'subtract': case 'multiply': case 'divide':
        return f64x2[node.kind](valueOf(node.left), valueOf(node.right));
      case 'negate': case 'sqrt': return f64x2[node.kind](valueOf(node.of));
      case 'power':
        return (Number.isInteger(node.exponent) ? wholePower : powerOf)(body, valueOf(node.of), node.exponent);
      case 'call':
        if (shared.has(node.of.id) && node.function === 'sin') return circular(node.of).sine;
        if (shared.has(node.of.id) && node.function === 'cos') return circular(node.of).cosine;
        return ELEMENTARY[node.function](body, valueOf(node.of));
    }
  };

  const depths = new Map<number, number>();
  for (const node of order) {
    const value = code(node);
    const depth = 1 + Math.max(0, ...operandsOf(node).map((operand) => depths.get(operand.id) ?? 0));
    const isKept = (uses.get(node.id) ?? 0) > 1 || depth > DEEPEST;
    depths.set(node.id, isKept ? 0 : depth);
    values.set(node.id, isKept ? body.let(value) : value);
  }
  return outputs.map(valueOf);
};
