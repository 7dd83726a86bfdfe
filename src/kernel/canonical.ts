/**
 * Canonical labelling: the name of a connected product of factors, the same however its summed indices are called
 * and in whichever order its factors stand.
 *
 * The product is a small multigraph: factors are vertices, summed index pairs are edges, free indices are labelled
 * legs. Slots that commute (the derivatives of a jet, a symmetric matrix) are multisets, so for a given order of the
 * vertices the description below is complete: for each group of slots, the sorted list of where its edges end. Only
 * the order of the vertices has to be searched, and colours refined along the edges leave few ties.
 * (A general permutation-group canonicaliser is not needed; cf. Portugal 1999, Martín-García 2008.)
 */
import type { Atom, Factor, Head, Index } from './polynomial.ts';
import { BudgetError } from './polynomial.ts';

export interface Canonical {
  /** −1 where antisymmetric slots were exchanged an odd number of times; 0 where the product vanishes by that. */
  readonly sign: 1 | -1 | 0;
  readonly atom: Atom;
}

/** The group of each slot, as a number; an antisymmetric slot is a group of its own while orders are tried. */
const groupOfSlots = (head: Head): readonly number[] => {
  const known = groupsByHead.get(head);
  if (known !== undefined) return known;
  const groups: number[] = [];
  let g = 0;
  for (const group of head.groups) {
    for (let s = 0; s < group.size; s += 1) {
      groups.push(g);
      if (group.symmetry !== 'symmetric') g += 1;
    }
    if (group.symmetry === 'symmetric' && group.size > 0) g += 1;
  }
  groupsByHead.set(head, groups);
  return groups;
};

const groupsByHead = new WeakMap<Head, readonly number[]>();

interface End {
  readonly factor: number;
  readonly slot: number;
}

/** Where each summed label begins and ends. */
const edgesOf = (factors: readonly Factor[]): Map<Index, End[]> => {
  const ends = new Map<Index, End[]>();
  factors.forEach((f, factor) => f.indices.forEach((label, slot) => {
    if (isComponent(label)) return;
    const list = ends.get(label);
    if (list === undefined) ends.set(label, [{ factor, slot }]);
    else list.push({ factor, slot });
  }));
  return ends;
};

export const isComponent = (label: Index): boolean => {
  const c = label.charCodeAt(0);
  return c >= 48 && c <= 57;
};

/** Every way of exchanging the slots of antisymmetric groups, with its sign. */
function* flips(factors: readonly Factor[], from = 0): Generator<{ sign: 1 | -1; factors: readonly Factor[] }> {
  for (let i = from; i < factors.length; i += 1) {
    const f = factors[i] as Factor;
    let slot = 0;
    for (const group of f.head.groups) {
      if (group.symmetry === 'antisymmetric' && group.size === 2) {
        const indices = [...f.indices];
        [indices[slot], indices[slot + 1]] = [indices[slot + 1] as Index, indices[slot] as Index];
        const swapped = factors.map((g, k) => (k === i ? { head: f.head, indices } : g));
        for (const rest of flips(factors, i + 1)) yield rest;
        for (const rest of flips(swapped, i + 1)) yield { sign: rest.sign === 1 ? -1 : 1, factors: rest.factors };
        return;
      }
      slot += group.size;
    }
  }
  yield { sign: 1, factors };
}

const MOST_ORDERS = 50_000;

/** All orders of the vertices that respect the classes. */
function* orders(classes: readonly (readonly number[])[]): Generator<number[]> {
  const [head, ...tail] = classes;
  if (head === undefined) {
    yield [];
    return;
  }
  for (const first of permutations(head)) for (const rest of orders(tail)) yield [...first, ...rest];
}

function* permutations(items: readonly number[]): Generator<number[]> {
  if (items.length <= 1) {
    yield [...items];
    return;
  }
  for (let i = 0; i < items.length; i += 1) {
    const rest = [...items.slice(0, i), ...items.slice(i + 1)];
    for (const p of permutations(rest)) yield [items[i] as number, ...p];
  }
}

/** Colours by which vertices can be told apart, refined along the edges. */
const coloursOf = (factors: readonly Factor[], groups: readonly (readonly number[])[], ends: Map<Index, End[]>): string[] => {
  let colours = factors.map((f) => f.head.key);
  const rounds = Math.min(3, factors.length);
  for (let round = 0; round < rounds; round += 1) {
    const old = colours;
    colours = factors.map((f, i) => {
      const slots = f.indices.map((label, slot) => {
        const list = ends.get(label);
        const group = groups[i]?.[slot] ?? 0;
        if (list === undefined || list.length < 2) return `${group}:${label}`;
        const other = otherEnd(list, i, slot);
        return `${group}>${other.factor === i ? 'self' : old[other.factor]}>${groups[other.factor]?.[other.slot] ?? 0}`;
      });
      return `${f.head.key}[${slots.sort().join(';')}]`;
    });
  }
  return colours;
};

const otherEnd = (ends: readonly End[], factor: number, slot: number): End => {
  const [a, b] = ends as [End, End];
  return a.factor === factor && a.slot === slot ? b : a;
};

/** The description of the graph for one order of its vertices. */
const describe = (
  factors: readonly Factor[], groups: readonly (readonly number[])[], ends: Map<Index, End[]>, order: readonly number[],
): string => {
  const position: number[] = [];
  order.forEach((f, at) => { position[f] = at; });
  let text = '';
  for (const i of order) {
    const f = factors[i] as Factor;
    text += f.head.key;
    if (f.indices.length === 0) continue;
    const byGroup: string[][] = [];
    f.indices.forEach((label, slot) => {
      const list = ends.get(label);
      const group = groups[i]?.[slot] ?? 0;
      let end = label;
      if (list !== undefined && list.length === 2) {
        const other = otherEnd(list, i, slot);
        end = `$${position[other.factor]}.${groups[other.factor]?.[other.slot] ?? 0}`;
      }
      (byGroup[group] ??= []).push(end);
    });
    text += `_{${byGroup.map((g) => g.sort().join(',')).join('|')}}`;
  }
  return text;
};

/** Factors in the given order, with summed labels called $0, $1, … and commuting slots sorted. */
const relabel = (
  factors: readonly Factor[], groups: readonly (readonly number[])[], ends: Map<Index, End[]>, order: readonly number[],
): Factor[] => {
  const position: number[] = [];
  order.forEach((f, at) => { position[f] = at; });
  const names = new Map<Index, Index>();
  return order.map((i) => {
    const f = factors[i] as Factor;
    const slots = f.indices.map((label, slot) => {
      const list = ends.get(label);
      const bound = list !== undefined && list.length === 2;
      const other = bound ? otherEnd(list, i, slot) : null;
      return {
        label, bound, group: groups[i]?.[slot] ?? 0,
        sort: other === null ? label : `$${position[other.factor]}.${groups[other.factor]?.[other.slot] ?? 0}`,
      };
    });
    slots.sort((a, b) => a.group - b.group || (a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : 0));
    const indices = slots.map((s) => {
      if (!s.bound) return s.label;
      const old = names.get(s.label);
      if (old !== undefined) return old;
      const name = `$${names.size}`;
      names.set(s.label, name);
      return name;
    });
    return { head: f.head, indices };
  });
};

const classesOf = (colours: readonly string[]): number[][] => {
  const byColour = new Map<string, number[]>();
  colours.forEach((c, i) => {
    const list = byColour.get(c);
    if (list === undefined) byColour.set(c, [i]);
    else list.push(i);
  });
  return [...byColour.keys()].sort().map((c) => byColour.get(c) as number[]);
};

const isAntisymmetric = (f: Factor): boolean => f.head.groups.some((g) => g.symmetry === 'antisymmetric');

/**
 * The order of factors with names of their own, none of which is the beginning of another: the one that their colours
 * would give, since a colour begins with the name. Null where colours are needed.
 */
const orderByName = (factors: readonly Factor[]): number[] | null => {
  if (factors.length === 1) return [0];
  const names = factors.map((f) => `${f.head.key}[`);
  const order = factors.map((_, i) => i).sort((a, b) => ((names[a] as string) < (names[b] as string) ? -1 : 1));
  const clear = order.every((i, k) => k === 0 || !(names[i] as string).startsWith(names[order[k - 1] as number] as string));
  return clear ? order : null;
};

/** The canonical form of a connected product. Labels that occur twice are summed. */
export const canonical = (factors: readonly Factor[]): Canonical => {
  const only = factors[0];
  if (only !== undefined && factors.length === 1 && only.indices.length === 0) {
    return { sign: 1, atom: { key: only.head.key, factors, free: [] } };
  }
  let best: { text: string; sign: 1 | -1; factors: readonly Factor[]; order: number[] } | null = null;
  let bothSigns = false;
  let tried = 0;
  const variants = factors.some(isAntisymmetric) ? [...flips(factors)] : [{ sign: 1 as const, factors }];
  for (const variant of variants) {
    const ends = edgesOf(variant.factors);
    const groups = variant.factors.map((f) => groupOfSlots(f.head));
    const named = orderByName(variant.factors);
    for (const order of named === null ? orders(classesOf(coloursOf(variant.factors, groups, ends))) : [named]) {
      tried += 1;
      if (tried > MOST_ORDERS) throw new BudgetError(`${MOST_ORDERS} orders of one product`);
      const text = describe(variant.factors, groups, ends, order);
      if (best === null || text < best.text) {
        best = { text, sign: variant.sign, factors: variant.factors, order };
        bothSigns = false;
      } else if (text === best.text && variant.sign !== best.sign) bothSigns = true;
    }
  }
  if (best === null) throw new TypeError('a product without factors');
  const ends = edgesOf(best.factors);
  const groups = best.factors.map((f) => groupOfSlots(f.head));
  const free: Index[] = [];
  for (const [label, list] of ends) if (list.length === 1) free.push(label);
  return {
    sign: bothSigns ? 0 : best.sign,
    atom: { key: best.text, factors: relabel(best.factors, groups, ends, best.order), free: free.sort() },
  };
};

/** The connected pieces of a product. */
export const connectedPieces = (factors: readonly Factor[]): Factor[][] => {
  if (factors.length === 1) return [[factors[0] as Factor]];
  const parent = factors.map((_, i) => i);
  const root = (i: number): number => {
    let r = i;
    while (parent[r] !== r) r = parent[r] as number;
    return r;
  };
  for (const list of edgesOf(factors).values()) {
    const [a, b] = list;
    if (a !== undefined && b !== undefined) parent[root(a.factor)] = root(b.factor);
  }
  const pieces = new Map<number, Factor[]>();
  factors.forEach((f, i) => {
    const r = root(i);
    const list = pieces.get(r);
    if (list === undefined) pieces.set(r, [f]);
    else list.push(f);
  });
  return [...pieces.values()];
};
