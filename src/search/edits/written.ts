/**
 * Numbers for what is written: two values have one number exactly when they are written alike.
 *
 * What edited claims share is numbered once, so that one more of them costs its own new parts only.
 */
export class Written {
  readonly #numbers = new Map<string, number>();
  readonly #known = new Map<object, number>();

  /** The number of a value made of objects, lists, texts and numbers; absent entries do not count. */
  number(value: unknown): number {
    if (typeof value !== 'object' || value === null) return this.#numbered(plain(value));
    const old = this.#known.get(value);
    if (old !== undefined) return old;
    const number = this.#numbered(Array.isArray(value) ? this.#list(value) : this.#record(value));
    this.#known.set(value, number);
    return number;
  }

  #list(items: readonly unknown[]): string {
    let text = '[';
    for (const item of items) text += `${this.number(item)},`;
    return text;
  }

  #record(value: object): string {
    let text = '{';
    for (const [name, item] of Object.entries(value)) if (item !== undefined) text += `${name}:${this.number(item)},`;
    return text;
  }

  #numbered(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }
}

/** Whole numbers of any size, texts and other values, each told apart from the rest. */
const plain = (value: unknown): string => (typeof value === 'bigint' ? `${value}n` : typeof value === 'string' ? `"${value}` : `=${String(value)}`);
