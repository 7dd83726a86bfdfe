/**
 * The content hash of a goal with its certificate: SHA-256 over a canonical text.
 *
 * Keys are sorted, what is absent is left out, and a BigInt is written as its digits followed by `n`, so that the hash
 * depends on the content alone: a certificate is bound to the goal it was made for.
 */
import { createHash } from 'node:crypto';
import type { Certificate, Goal } from '../kernel/goal.ts';

const canonical = (value: unknown): string => {
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
};

/** 64 hexadecimal digits. */
export const certificateHash = (goal: Goal, certificate: Certificate): string =>
  createHash('sha256').update(canonical({ goal, certificate })).digest('hex');
