/**
 * The powers 1, g, g², … of a residue, found again by their value: the small steps of Shanks' method.
 *
 * An open hash table over two flat arrays. It starts with few powers and grows while it is used, so that a single
 * logarithm does not pay for a table that serves many.
 */
const FIRST_SIZE = 2048;
const LARGEST_SIZE = 32_768;
/** Twice as many places as powers, in powers of two. */
const SPREAD = 2;

export class PowerTable {
  /** How many powers are listed. */
  size: number = 0;
  readonly #times: (value: number) => number;
  #next = 1;
  #mask = 0;
  #values: Int32Array = new Int32Array(0);
  #exponents: Int32Array = new Int32Array(0);

  /** `times` multiplies by g; the powers are below 2^31. */
  constructor(times: (value: number) => number) {
    this.#times = times;
    this.#resize(FIRST_SIZE);
  }

  /** k with g^k = value, below `size`; −1 where there is none. */
  find(value: number): number {
    let place = this.#place(value);
    for (; this.#values[place] !== 0; place = (place + 1) & this.#mask) {
      if (this.#values[place] === value) return this.#exponents[place] ?? -1;
    }
    return -1;
  }

  /** Twice as many powers, up to a largest number. Returns whether there was room. */
  grow(): boolean {
    if (this.size >= LARGEST_SIZE) return false;
    this.#resize(2 * this.size);
    return true;
  }

  #resize(size: number): void {
    const [values, exponents] = [this.#values, this.#exponents];
    this.#mask = SPREAD * size - 1;
    this.#values = new Int32Array(SPREAD * size);
    this.#exponents = new Int32Array(SPREAD * size);
    values.forEach((value, place) => { if (value !== 0) this.#insert(value, exponents[place] ?? 0); });
    for (; this.size < size; this.size++, this.#next = this.#times(this.#next)) this.#insert(this.#next, this.size);
  }

  #insert(value: number, exponent: number): void {
    let place = this.#place(value);
    while (this.#values[place] !== 0) place = (place + 1) & this.#mask;
    this.#values[place] = value;
    this.#exponents[place] = exponent;
  }

  /** Fibonacci hashing. */
  #place(value: number): number {
    return (Math.imul(value, 0x9e3779b1) >>> 8) & this.#mask;
  }
}
