/**
 * Faults as they are made, each as what a learner believes of a problem that is simulated truly.
 */
import type { ControlledDiffusion } from '../../../src/networks/control/controlled-diffusion.ts';
import { holds } from '../../../src/networks/control/figure.ts';
import { improved } from '../../../src/networks/control/policy-iteration.ts';
import type { Solved } from '../../../src/networks/control/solve-regulator.ts';
import { faultOf } from '../fault.ts';

export const PLANTED: Readonly<Record<string, (problem: ControlledDiffusion) => ControlledDiffusion>> = {
  'the half before the second derivatives is lost': (problem) => ({
    ...problem,
    noise: (x, a, out) => {
      problem.noise(x, a, out);
      for (let i = 0; i < out.length; i += 1) out[i]! *= Math.SQRT2;
    },
  }),
  'ρ is missing before V': (problem) => ({ ...problem, discount: 1 }),
  'the discount is forgotten': (problem) => ({ ...problem, discount: 0 }),
  /** As in the code of the post for Q-learning, `for simplicity`. */
  'the noise is left out of the generator': (problem) => ({ ...problem, noise: (_, __, out) => { out.fill(0); } }),
};

/** What there is to notice: figures off by more than their bound, a policy that became worse, or training that ended in an error. */
export const noticed = (run: () => Solved): string => {
  const seen: { what: string } = { what: 'nothing' };
  const fault = faultOf(() => {
    const solved = run();
    solved.dispose();
    const wrong = solved.figures.filter((figure) => !holds(figure)).map(({ name }) => name);
    seen.what = wrong.length > 0 ? wrong.join(' ') : solved.history.every(improved) ? 'nothing' : 'worse policy';
  });
  return fault === 'none' ? seen.what : fault;
};
