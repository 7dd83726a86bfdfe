/**
 * Deriving everything from a process or a problem, once warm, and writing it out; SymPy doing the same in components.
 *
 * Ours derives more than SymPy is asked for, proves every statement for every dimension and has the proofs accepted by
 * the second checker; SymPy is asked for the formulas in d = 1 … 4 and checks those that are statements.
 */
import { derive } from '../../src/derive/derive.ts';
import type { Derivation } from '../../src/derive/compose.ts';
import { DEFAULT_OPTIONS } from '../../src/check/check.ts';
import { readAndDiagnose } from '../../src/check/diagnose.ts';
import { derivationToLatex } from '../../src/report/article/derivation.ts';
import { DERIVE_DOCUMENTS } from '../derive-documents.ts';
import { median } from '../measure.ts';
import type { Row } from '../row.ts';
import { row } from '../row.ts';
import { Peer } from '../sympy-peer.ts';

const DIMENSIONS = [1, 2, 3, 4] as const;
const ROUNDS = 5;
const PEER_ROUNDS = 2;
const OPTIONS = { ...DEFAULT_OPTIONS, only: [], ansatz: null, fromProblem: false };

/** Read anew each time, so that nothing is left that was kept of an earlier run. */
const derived = async (name: string): Promise<Derivation> => {
  const document = readAndDiagnose(DERIVE_DOCUMENTS[name] ?? '', `${name}.claim`);
  const [error] = document.diagnostics.filter((d) => d.severity === 'error');
  if (error !== undefined) throw new Error(`${name}: ${error.message}`);
  const derivation = await derive(document, name, OPTIONS);
  if (derivation.unproved.length > 0) throw new Error(`${name}: ${derivation.unproved[0]?.what ?? ''} is not proved`);
  return derivation;
};

const timed = async (run: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};

const medianOf = async (run: () => Promise<unknown>): Promise<number> => {
  for (let warm = 0; warm < 3; warm += 1) await run();
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timed(run));
  return median(times);
};

/** null: out of time, and once is enough. */
const peerTime = async (peer: Peer, name: string, dimension: number): Promise<number | null> => {
  const times: number[] = [];
  for (let round = 0; round < PEER_ROUNDS; round += 1) {
    const { proved, milliseconds } = await peer.ask(name, dimension);
    if (milliseconds === null) return null;
    if (!proved) throw new Error(`SymPy does not derive ${name} for d = ${dimension}`);
    times.push(milliseconds);
  }
  return median(times);
};

const rowsOf = async (peer: Peer | null, name: string): Promise<readonly Row[]> => {
  const derivation = await derived(name);
  const statements = derivation.document.claims.length;
  const ours = await medianOf(() => derived(name));
  const rows: Row[] = [];
  for (const dimension of peer === null ? [] : DIMENSIONS) {
    if (name === 'merton' && dimension > 1) continue;
    const what = name === 'merton' ? `${name}, ${statements} statements` : `${name}, ${statements} statements for every d`;
    rows.push(row('derive', what, ours, 'ms', await peerTime(peer as Peer, name, dimension), `SymPy, d = ${dimension}`));
  }
  if (peer === null) rows.push(row('derive', `${name}, ${statements} statements`, ours, 'ms'));
  return [...rows, row('derive', `${name} as an article`, await medianOf(() => derivationToLatex(derivation, 'article', null)), 'ms')];
};

export const derivationsWritten = async (): Promise<readonly Row[]> => {
  const peer = Peer.start('sympy_derive_peer.py');
  const rows: Row[] = [];
  for (const name of Object.keys(DERIVE_DOCUMENTS)) rows.push(...await rowsOf(peer, name));
  peer?.stop();
  return rows;
};
