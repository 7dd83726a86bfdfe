/**
 * New names for what a derivation introduces: none that the document uses, in a formula or a declaration.
 */
import { isReserved } from '../language/words.ts';
import type { Document } from '../language/statement.ts';

export class Names {
  readonly #used: Set<string>;

  constructor(document: Document) {
    this.#used = new Set(document.source.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []);
    for (const name of document.symbols.keys()) this.#used.add(name);
  }

  /** Every name that is not free. */
  get used(): ReadonlySet<string> {
    return this.#used;
  }

  /** The first of the wishes that is free; else the first one with a number: `p`, `q`, then `p2`, `p3`. */
  fresh(...wishes: readonly [string, ...string[]]): string {
    const [first] = wishes;
    const name = wishes.find((wish) => this.#isFree(wish)) ?? this.#numbered(first);
    this.#used.add(name);
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#used.has(name) && !isReserved(name);
  }

  #numbered(name: string): string {
    let number = 2;
    while (!this.#isFree(`${name}${number}`)) number += 1;
    return `${name}${number}`;
  }
}
