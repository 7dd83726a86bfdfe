/**
 * The content hash of a goal with its certificate: SHA-256 over a canonical text.
 *
 * Keys are sorted, what is absent is left out, and a BigInt is written as its digits followed by `n`, so that the hash
 * depends on the content alone: a certificate is bound to the goal it was made for.
 */
import { createHash } from 'node:crypto';
import type { Certificate, Goal } from '../kernel/goal.ts';

/** Writes the canonical text; what several parts share, and each name, is written out once and then copied. */
class CanonicalText {
  readonly #objects = new Map<object, string>();
  readonly #quoted = new Map<string, string>();

  of(value: unknown): string {
    if (typeof value === 'string') return this.#quote(value);
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
    const known = this.#objects.get(value);
    if (known !== undefined) return known;
    const text = Array.isArray(value) ? this.#list(value) : this.#entries(value as Readonly<Record<string, unknown>>);
    this.#objects.set(value, text);
    return text;
  }

  #list(items: readonly unknown[]): string {
    let text = '';
    for (const item of items) text += `${text === '' ? '[' : ','}${this.of(item)}`;
    return text === '' ? '[]' : `${text}]`;
  }

  #entries(value: Readonly<Record<string, unknown>>): string {
    let text = '';
    for (const key of Object.keys(value).sort()) {
      const item = value[key];
      if (item !== undefined) text += `${text === '' ? '{' : ','}${this.#quote(key)}:${this.of(item)}`;
    }
    return text === '' ? '{}' : `${text}}`;
  }

  #quote(text: string): string {
    const known = this.#quoted.get(text);
    if (known !== undefined) return known;
    const quoted = JSON.stringify(text);
    this.#quoted.set(text, quoted);
    return quoted;
  }
}

/** 64 hexadecimal digits. */
export const certificateHash = (goal: Goal, certificate: Certificate): string =>
  createHash('sha256').update(new CanonicalText().of({ goal, certificate })).digest('hex');
