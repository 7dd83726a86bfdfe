/** Problems written out in tests, and what their reduction by an ansatz comes to. */
import { DEFAULT_OPTIONS } from '../../../src/check/check.ts';
import { reduceByAnsatz } from '../../../src/derive/ansatz/reduce-by-ansatz.ts';
import type { Derivation } from '../../../src/derive/compose.ts';
import { compose } from '../../../src/derive/compose.ts';
import { settingOf } from '../../../src/derive/setting.ts';
import type { Problem } from '../../../src/language/statement.ts';
import { readWell } from '../../language/reading.ts';

/** The derivation that the ansätze of a document's problems make, proved. */
export const reduced = async (block: string, ansatz: string | null = null): Promise<Derivation> => {
  const document = readWell(block);
  const setting = settingOf(document);
  const parts = [];
  for (const problem of document.declarations.filter((d): d is Problem => d.kind === 'problem')) parts.push(await reduceByAnsatz(setting, problem, ansatz));
  return compose('test', document, parts.flatMap((p) => p.sections), parts.flatMap((p) => p.notFound), DEFAULT_OPTIONS);
};

/** The lines of the derived document that begin with a word. */
export const lines = ({ document }: Derivation, word: string): string[] =>
  document.statements.map(({ span }) => document.source.slice(span.start, span.end)).filter((text) => text.startsWith(`${word} `)).map((text) => text.replaceAll(/\s+/g, ' '));

/** What is claimed, without the names. */
export const claimed = (derivation: Derivation): string[] => lines(derivation, 'claim').map((text) => text.replace(/^claim "[^"]*"(?: where [^:]*)?: /, ''));

/** Claims that are not proved, or that the second checker does not accept. */
export const faults = ({ sections, unproved }: Derivation): string[] => [
  ...unproved.map(({ what, reason }) => `${what}: ${reason}`),
  ...sections.flatMap(({ steps }) => steps.flatMap(({ claims }) => claims))
    .filter(({ result }) => result.verdict !== 'proved' || result.certificate?.acceptedBySecondChecker !== true)
    .map(({ claim, result }) => `${claim.name}: ${result.verdict}, ${result.certificate?.acceptedBySecondChecker}`),
];

export const reasons = ({ notFound }: Derivation): string[] => notFound.map(({ reason }) => reason);

export const LINEAR = `
param T
param A: matrix
param B: matrix(n,m)
param S: matrix
param Q: symmetric matrix
param R: positive matrix(m,m)
param Pi: symmetric matrix
control u: vector(m)
process X: dX = (A x + B u) dt + S dW
`;

export const WEALTH = `
dimension 1
param T
param r
param mu
param sigma > 0
param gamma > 0
param rho > 0
control w
control k
process X: dX = (r + w (mu - r)) x dt + w sigma x dW
process Y: dY = ((r + w (mu - r)) x - k) dt + w sigma x dW
`;
