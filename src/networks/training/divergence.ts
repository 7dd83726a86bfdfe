/**
 * When training is called off although all numbers are still numbers: the smoothed loss rose far above its beginning.
 *
 * The beginning is the mean of the first steps (1 %, at least ten); the smoothed loss is an exponential average over as many. It
 * has diverged where it is more than ten times the scale above the beginning. The scale is the largest of the size of the
 * beginning, the spread of the first losses, and the size of the lowest smoothed loss so far: a loss may begin near 0 and be
 * negative (implicit score matching). The first steps themselves may not reach a thousand times the very first loss, or 1000.
 *
 * A rule of thumb: what it lets pass may still be badly trained, and is judged by its error.
 *
 * Errors: NetworkError 'diverged'.
 */
import { NetworkError } from '../network-error.ts';

const FIRST_SHARE = 0.01;
const LEAST_FIRST = 10;
const MULTIPLE = 10;
const FIRST_MULTIPLE = 1000;

const diverged = (step: number, steps: number, from: number, to: number): NetworkError => new NetworkError('diverged',
  `step ${step + 1} of ${steps}: the loss began at ${from.toPrecision(3)} and is ${to.toPrecision(3)}`, 'take a smaller rate');

/** Takes the loss of step 0, 1, … of so many. */
export const watchDivergence = (steps: number): ((step: number, loss: number) => void) => {
  const first = Math.max(LEAST_FIRST, Math.round(FIRST_SHARE * steps));
  let [veryFirst, sum, squares, smoothed, lowest] = [0, 0, 0, 0, 0];
  return (step, loss) => {
    if (step === 0) veryFirst = loss;
    if (step < first) {
      if (loss > FIRST_MULTIPLE * Math.max(Math.abs(veryFirst), 1)) throw diverged(step, steps, veryFirst, loss);
      sum += loss;
      squares += loss * loss;
      smoothed = sum / (step + 1);
      lowest = smoothed;
      return;
    }
    smoothed += (loss - smoothed) / first;
    lowest = Math.min(lowest, smoothed);
    const beginning = sum / first;
    const spread = Math.sqrt(Math.max(0, squares / first - beginning * beginning));
    const scale = Math.max(Math.abs(beginning), spread, Math.abs(lowest));
    if (smoothed > beginning + MULTIPLE * scale) throw diverged(step, steps, beginning, smoothed);
  };
};
