/**
 * The order in which the nodes of a graph are computed: operands before what is made of them, and of two operands first the one
 * that needs more values alive at once, so that few of them wait (after Sethi and Ullman, The generation of optimal code for
 * arithmetic expressions, Journal of the ACM 17 (1970); their labels are exact for trees, and a guess where nodes are shared).
 */
import type { Node } from './graph.ts';
import { operandsOf } from './graph.ts';

/** Nodes by id, from operands to results, without recursion: graphs are deep. */
const upward = (outputs: readonly Node[]): readonly Node[] => {
  const seen = new Set<number>();
  const order: Node[] = [];
  const stack: { readonly node: Node; readonly done: boolean }[] = outputs.toReversed().map((node) => ({ node, done: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.done) order.push(top.node);
    else if (!seen.has(top.node.id)) {
      seen.add(top.node.id);
      stack.push({ node: top.node, done: true });
      for (const operand of operandsOf(top.node).toReversed()) stack.push({ node: operand, done: false });
    }
  }
  return order;
};

/** How many values are alive at once while a node is computed, were the graph a tree. */
const labelsOf = (order: readonly Node[]): ReadonlyMap<number, number> => {
  const labels = new Map<number, number>();
  for (const node of order) {
    const needs = operandsOf(node).map((operand) => labels.get(operand.id) ?? 1).toSorted((a, b) => b - a);
    labels.set(node.id, Math.max(1, ...needs.map((need, place) => need + place)));
  }
  return labels;
};

/** Every node that the outputs need, once, operands first. */
export const inOrder = (outputs: readonly Node[]): readonly Node[] => {
  const labels = labelsOf(upward(outputs));
  const seen = new Set<number>();
  const order: Node[] = [];
  const stack: { readonly node: Node; readonly done: boolean }[] = outputs.toReversed().map((node) => ({ node, done: false }));
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.done) {
      if (!seen.has(top.node.id)) order.push(top.node);
      seen.add(top.node.id);
    } else if (!seen.has(top.node.id)) {
      stack.push({ node: top.node, done: true });
      // The last one pushed is computed first.
      const operands = operandsOf(top.node).toSorted((a, b) => (labels.get(a.id) ?? 1) - (labels.get(b.id) ?? 1));
      for (const operand of operands) stack.push({ node: operand, done: false });
    }
  }
  return order;
};

/** How often each node is used, by id; an output counts as a use. */
export const usesOf = (order: readonly Node[], outputs: readonly Node[]): ReadonlyMap<number, number> => {
  const uses = new Map<number, number>();
  const use = (node: Node): void => void uses.set(node.id, (uses.get(node.id) ?? 0) + 1);
  order.forEach((node) => operandsOf(node).forEach(use));
  outputs.forEach(use);
  return uses;
};
