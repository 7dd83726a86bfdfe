/**
 * Points that fill a cube more evenly than random ones, a new set in every step: a rank-1 lattice, moved at random.
 *
 * Row r of step s has the numbers frac(r a^j/N + z_j(s)), j = 0 … d − 1, N rows. Each shift z_j is uniform, and stratified over blocks of
 * 64 steps: one in each 64th part, in random order, for each j on its own. Number 0 is moved within its N-th part only, so
 * that it is stratified and in the order of the rows. Every row of every step is uniform: gradients have no bias. Measured
 * on scores of mixtures in two dimensions at 1600 steps, four numbers a row: median error 1.33 % for 1.87 % with independent random numbers.
 *
 * The shifts are not a Kronecker sequence s·α, which is more even still: it fell in step with the lattice in some runs, and
 * errors were 8 % for 0.9 %.
 *
 * The multiplier a is the odd one with the least P₂ = −1 + N⁻¹ Σ_k Π_j (1 + 2π² B₂({k a^j/N})), B₂(x) = x² − x + 1/6 (Korobov 1959; Sloan,
 * Joe, Lattice Methods for Multiple Integration (1994), section 4). Shifts: Cranley, Patterson, SIAM J. Numer. Anal. 13 (1976).
 */
import type { KeyedStream } from '../../numeric/random/streams.ts';

/** Uniform numbers are kept this far from 0 and 1, as those of a stream are. */
const EDGE = 2 ** -33;

const fraction = (x: number): number => x - Math.floor(x);

const powersOf = (multiplier: number, dimension: number, rows: number): readonly number[] => {
  const powers = [1];
  while (powers.length < dimension) powers.push((powers.at(-1)! * multiplier) % rows);
  return powers;
};

const worstCase = (powers: readonly number[], rows: number): number => {
  let sum = 0;
  for (let k = 0; k < rows; k += 1) {
    let product = 1;
    for (const power of powers) {
      const x = ((k * power) % rows) / rows;
      product *= 1 + 2 * Math.PI ** 2 * (x * x - x + 1 / 6);
    }
    sum += product;
  }
  return sum / rows - 1;
};

const remembered = new Map<string, readonly number[]>();

export const generatorOf = (dimension: number, rows: number): readonly number[] => {
  const key = `${dimension} ${rows}`;
  const known = remembered.get(key);
  if (known !== undefined) return known;
  let best = powersOf(1, dimension, rows);
  let least = worstCase(best, rows);
  for (let multiplier = 3; multiplier < rows / 2; multiplier += 2) {
    const powers = powersOf(multiplier, dimension, rows);
    const found = worstCase(powers, rows);
    if (found < least) [best, least] = [powers, found];
  }
  remembered.set(key, best);
  return best;
};

const BLOCK = 64;

/** z(s): uniform, stratified over blocks of steps. Steps are asked for in order, or a block is drawn again. */
const shifts = (stream: KeyedStream): ((step: number) => number) => {
  const order = new Uint8Array(BLOCK);
  const [ranks, places] = [new Float64Array(BLOCK), new Float64Array(BLOCK)];
  let held = -1;
  return (step) => {
    const block = Math.floor(step / BLOCK);
    if (block !== held) {
      held = block;
      stream.fillUniforms(2 * block * BLOCK, ranks);
      stream.fillUniforms((2 * block + 1) * BLOCK, places);
      for (let k = 0; k < BLOCK; k += 1) order[k] = k;
      order.sort((i, j) => ranks[i]! - ranks[j]!);
    }
    return (order[step % BLOCK]! + places[step % BLOCK]!) / BLOCK;
  };
};

/** Fills `out`, rows × dimension, with the numbers of a step. */
export const latticePoints = (dimension: number, rows: number, stream: KeyedStream): ((step: number, out: Float64Array) => void) => {
  const generator = generatorOf(dimension, rows);
  const moves = Array.from({ length: dimension }, (_, j) => shifts(stream.split(j)));
  return (step, out) => {
    for (let j = 0; j < dimension; j += 1) {
      const shift = moves[j]!(step) / (j === 0 ? rows : 1);
      const power = generator[j]!;
      for (let row = 0, at = j; row < rows; row += 1, at += dimension) {
        const value = fraction(((row * power) % rows) / rows + shift);
        out[at] = Math.min(Math.max(value, EDGE), 1 - EDGE);
      }
    }
  };
};
