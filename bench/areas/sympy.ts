/**
 * Five claims against SymPy, in components for d = 1 … 6. Ours is the proof for every dimension at once, which has no
 * d; SymPy has none such, so each d is a proof of its own. Also ours in components, for like against like.
 *
 * SymPy runs in one Python process that loads it once and reports its own times; the rivals take turns.
 */
import { checkClaim } from '../../src/check/check.ts';
import { goalsOf } from '../../src/check/goals.ts';
import { prove, proveInDimension } from '../../src/kernel/prove.ts';
import { readDocument } from '../../src/language/document.ts';
import { median, timed } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { SYMPY_CLAIMS } from '../sympy-claims.ts';
import { Peer } from '../sympy-peer.ts';

const DIMENSIONS = [1, 2, 3, 4, 5, 6] as const;
const ROUNDS = 5;
/** No further round is begun after SymPy has taken so long for one claim and dimension. */
const MILLISECONDS = 5000;

/** Ways of ours to decide one claim. */
interface Ours {
  /** The kernel's proof for every dimension. */
  readonly every: () => void;
  /** The kernel's proof in components, which is what SymPy does. */
  readonly components: () => void;
  /** All that a verdict takes: proof, conditions, a point where they hold, the second checker. */
  readonly whole: () => void;
}

/** The claim read anew, so that nothing is left that was kept of an earlier run; SymPy's cache is cleared as well. */
const oursOf = (name: string, dimension: number): Ours => {
  const document = readDocument(SYMPY_CLAIMS[name] ?? '', `${name}.claim`);
  const [claim] = document.claims;
  if (claim === undefined) throw new Error(`${name}: ${document.diagnostics[0]?.message ?? 'no claim'}`);
  const insist = (verdicts: readonly string[]): void => {
    if (verdicts.some((verdict) => verdict !== 'proved')) throw new Error(`${name}: ${verdicts.join(', ')}`);
  };
  return {
    every: () => { insist(goalsOf(document, claim).goals.map((goal) => prove(goal).status)); },
    components: () => { insist(goalsOf(document, claim).goals.map((goal) => proveInDimension(goal, dimension).status)); },
    whole: () => { insist([checkClaim(document, claim).verdict]); },
  };
};

const WAYS = ['every', 'components', 'whole'] as const;

interface Times {
  readonly every: number[];
  readonly components: number[];
  readonly whole: number[];
  readonly sympy: number[];
}

/** At least three runs, and for a third of a second: what is measured is warm. */
const warmUp = (run: () => void): void => {
  const start = performance.now();
  for (let runs = 0; runs < 3 || (runs < 50 && performance.now() - start < 300); runs += 1) run();
};

const rounds = async (peer: Peer | null, name: string, dimension: number): Promise<Times> => {
  for (const way of WAYS) warmUp(() => oursOf(name, dimension)[way]());
  const times: Times = { every: [], components: [], whole: [], sympy: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const way of WAYS) times[way].push(timed(oursOf(name, dimension)[way]));
    const answer = await peer?.ask(name, dimension);
    if (answer === undefined) continue;
    // Out of time once is out of time: another round would only cost as much again.
    if (answer.milliseconds === null) break;
    if (!answer.proved) throw new Error(`SymPy does not prove ${name} for d = ${dimension}`);
    times.sympy.push(answer.milliseconds);
    if (times.sympy.reduce((sum, time) => sum + time, 0) > MILLISECONDS) break;
  }
  return times;
};

export const sympy = async (): Promise<readonly Row[]> => {
  const peer = Peer.start('sympy_peer.py');
  const rows: Row[] = [];
  for (const name of Object.keys(SYMPY_CLAIMS)) {
    for (const dimension of DIMENSIONS) {
      const times = await rounds(peer, name, dimension);
      const theirs = times.sympy.length === 0 ? null : median(times.sympy);
      const peerName = `SymPy, d = ${dimension}; it has no proof for every d`;
      const against = (what: string, ours: readonly number[]): Row =>
        row('sympy', `${name}: ${what}`, median(ours), 'ms', theirs, peerName);
      rows.push(
        against('proof for every d', times.every),
        against(`proof in components, d = ${dimension}`, times.components),
        against('whole check for every d', times.whole),
      );
    }
  }
  peer?.stop();
  return rows;
};
