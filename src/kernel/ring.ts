/**
 * The ring in which one goal is decided: its dimension, what is known of its symbols, its budget, and the conditions
 * that were used on the way.
 */
import { Alike } from './alike.ts';
import type { Expression, Field, Parameter, Space, Variable } from './expression.ts';
import type { Argument, Factor, Group, Head, HeadData, Index, Polynomial } from './polynomial.ts';
import { BudgetError, keyOf } from './polynomial.ts';

/** A relation that a computation relied on. */
export interface UsedCondition {
  readonly relation: '>' | '!=';
  readonly polynomial: Polynomial;
}

interface Kept {
  readonly value: Polynomial;
  readonly used: readonly UsedCondition[];
}

export interface RingOptions {
  /** The number of components of each space; null: abstract indices, every dimension. */
  readonly sizes: ((space: Space) => number) | null;
  /** Vector fields that are gradients. */
  readonly curlFree: ReadonlySet<string>;
  /** The most terms of a normal form. */
  readonly limit: number;
  /** A clock reading in milliseconds after which work stops. */
  readonly deadline: number;
  /**
   * May an equation be solved by dividing by what is not known to be different from zero? Points at which it is not zero
   * are looked at then, which is right for a counterexample and wrong for a proof. Without it: no.
   */
  readonly divides?: boolean;
}

export class Ring {
  readonly sizes: ((space: Space) => number) | null;
  readonly curlFree: ReadonlySet<string>;
  readonly divides: boolean;
  limit: number;
  deadline: number;
  /** Keys of polynomials (of leading coefficient ±1) known to be positive, and known to be nonzero. */
  readonly knownPositive: Set<string> = new Set();
  readonly knownNonzero: Set<string> = new Set();
  used: Map<string, UsedCondition> = new Map();
  readonly heads: Map<string, Head> = new Map();
  readonly derivatives: Map<string, Polynomial> = new Map();
  /** Derivatives of monomials, with the conditions that they relied on. */
  readonly monomialDerivatives: Map<string, Kept> = new Map();
  /** Finds expressions again that were made anew. */
  readonly alike: Alike = new Alike();
  /** Normal forms by expression and labels, with the conditions that they relied on. */
  readonly elaborated: WeakMap<Expression, Map<string, Kept>> = new WeakMap();
  /** Values of rules at jets without labels. */
  readonly values: Map<string, Kept> = new Map();
  /** Values of generators modulo a prime, see residue.ts. */
  readonly residues: Map<string, number> = new Map();
  private fresh = 0;
  private work = 0;

  constructor(options: RingOptions) {
    this.sizes = options.sizes;
    this.curlFree = options.curlFree;
    this.divides = options.divides ?? false;
    this.limit = options.limit;
    this.deadline = options.deadline;
  }

  /** A label used nowhere else. */
  label(): Index {
    this.fresh += 1;
    return `k${this.fresh}`;
  }

  /** Counts a unit of work; throws a BudgetError when the time is up. */
  tick(): void {
    this.work += 1;
    if ((this.work & 255) === 0 && Date.now() > this.deadline) throw new BudgetError('time');
  }

  /** Remembers that a computation relied on a condition. */
  use(relation: '>' | '!=', polynomial: Polynomial): void {
    const key = `${relation}${keyOf(polynomial)}`;
    if (!this.used.has(key)) this.used.set(key, { relation, polynomial });
  }

  /** A polynomial from a cache, or computed and kept; the conditions it relied on are recorded either way. */
  kept(cache: Map<string, Kept>, key: string, compute: () => Polynomial): Polynomial {
    let entry = cache.get(key);
    if (entry === undefined) {
      const before = this.used;
      this.used = new Map();
      try {
        const value = compute();
        entry = { value, used: [...this.used.values()] };
      } finally {
        for (const c of this.used.values()) before.set(`${c.relation}${keyOf(c.polynomial)}`, c);
        this.used = before;
      }
      cache.set(key, entry);
    } else for (const c of entry.used) this.use(c.relation, c.polynomial);
    return entry.value;
  }

  /** The one head with this data. */
  head(data: HeadData, key: string, groups: readonly Group[], spaces: readonly Space[]): Head {
    const old = this.heads.get(key);
    if (old !== undefined) return old;
    const head: Head = { ...data, key, groups, spaces };
    this.heads.set(key, head);
    return head;
  }
}

const ONE_SLOT: Group = { size: 1, symmetry: 'one' };
const componentGroups = (symmetry: Field['symmetry'], rank: number): Group[] => {
  if (rank === 2 && (symmetry === 'symmetric' || symmetry === 'positive')) return [{ size: 2, symmetry: 'symmetric' }];
  if (rank === 2 && symmetry === 'antisymmetric') return [{ size: 2, symmetry: 'antisymmetric' }];
  return Array.from({ length: rank }, () => ONE_SLOT);
};

const argumentKey = (a: Argument): string => {
  if (a === null) return '';
  if (a.kind === 'components') return a.values.map(keyOf).join(' & ');
  return keyOf(a.value);
};

/** The slot whose derivatives commute with the component of a curl-free field, or null. */
export const potentialSlot = (ring: Ring, field: Field): number | null => {
  if (!ring.curlFree.has(field.name) || field.shape.length !== 1) return null;
  const slot = field.slots.findIndex((v) => v.space !== null && v.space === field.shape[0]);
  return slot < 0 ? null : slot;
};

/** The vector slots in the order in which a head lists their derivatives: that of the potential first. */
const slotOrder = (field: Field, potential: number | null): number[] => {
  const slots = field.slots.map((_, i) => i).filter((i) => field.slots[i]?.space !== null);
  return potential === null ? slots : [potential, ...slots.filter((i) => i !== potential)];
};

/** A partial derivative of a field, or of its logarithm. */
export const jetHead = (
  ring: Ring, field: Field, log: boolean, args: readonly Argument[], orders: readonly number[],
): Head => {
  const argsText = args.every((a) => a === null) ? '' : `(${args.map(argumentKey).join(', ')})`;
  const ordersText = orders.every((o) => o === 0) ? '' : `;${orders.join(',')}`;
  const key = `${log ? 'log ' : ''}${field.name}${argsText}${ordersText}`;
  const old = ring.heads.get(key);
  if (old !== undefined) return old;
  const potential = potentialSlot(ring, field);
  const groups: Group[] = [];
  const spaces: Space[] = [...field.shape];
  if (potential === null) groups.push(...componentGroups(field.symmetry, field.shape.length));
  for (const s of slotOrder(field, potential)) {
    const order = orders[s] ?? 0;
    const size = s === potential ? order + 1 : order;
    if (size > 0) groups.push({ size, symmetry: size === 1 ? 'one' : 'symmetric' });
    for (let k = 0; k < order; k += 1) spaces.push((field.slots[s] as Variable).space as Space);
  }
  return ring.head({ kind: 'jet', field, log, args, orders, potential }, key, groups, spaces);
};

/** A jet differentiated once more by one of its slots. */
export const raiseJet = (ring: Ring, factor: Factor, slot: number, label: Index | null): Factor => {
  const { head } = factor;
  if (head.kind !== 'jet') throw new TypeError('not a jet');
  const orders = head.orders.map((o, s) => (s === slot ? o + 1 : o));
  const raised = jetHead(ring, head.field, head.log, head.args, orders);
  if (label === null) return { head: raised, indices: factor.indices };
  let offset = head.field.shape.length;
  for (const s of slotOrder(head.field, head.potential)) {
    offset += head.orders[s] ?? 0;
    if (s === slot) break;
  }
  return { head: raised, indices: [...factor.indices.slice(0, offset), label, ...factor.indices.slice(offset)] };
};

/** The labels of a jet's derivatives, by slot. */
export const derivativeLabels = (factor: Factor): (readonly Index[])[] => {
  const { head } = factor;
  if (head.kind !== 'jet') throw new TypeError('not a jet');
  const bySlot: (readonly Index[])[] = head.orders.map(() => []);
  let offset = head.field.shape.length;
  for (const s of slotOrder(head.field, head.potential)) {
    const order = head.orders[s] ?? 0;
    bySlot[s] = factor.indices.slice(offset, offset + order);
    offset += order;
  }
  return bySlot;
};

export const coordinateHead = (ring: Ring, variable: Variable): Head =>
  ring.head(
    { kind: 'coordinate', variable }, `@${variable.name}`,
    variable.space === null ? [] : [ONE_SLOT], variable.space === null ? [] : [variable.space],
  );

export const deltaHead = (ring: Ring, space: Space): Head =>
  ring.head({ kind: 'delta', space }, `δ${space}`, [{ size: 2, symmetry: 'symmetric' }], [space, space]);

export const parameterHead = (ring: Ring, parameter: Parameter): Head =>
  ring.head(
    { kind: 'parameter', parameter }, `%${parameter.name}`,
    componentGroups(parameter.symmetry, parameter.shape.length), parameter.shape,
  );

export const plainHead = (ring: Ring, data: HeadData, key: string): Head => ring.head(data, key, [], []);
export const inverseHead = (ring: Ring, of: Polynomial, space: Space, symmetric: boolean): Head =>
  ring.head(
    { kind: 'inverse', of, space }, `inv{${keyOf(of)}}`,
    symmetric ? [{ size: 2, symmetry: 'symmetric' }] : [ONE_SLOT, ONE_SLOT], [space, space],
  );
export const integralHead = (ring: Ring, variable: Variable, of: Polynomial, rank: number, spaces: readonly Space[]): Head =>
  ring.head(
    { kind: 'integral', variable, of, rank }, `∫${variable.name}{${keyOf(of)}}`,
    Array.from({ length: rank }, () => ONE_SLOT), spaces,
  );
