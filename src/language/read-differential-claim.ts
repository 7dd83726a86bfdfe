/**
 * `d(log p) = (…) dt + (…) · dW along X`: Itô's formula, or the total derivative where there is no noise.
 *
 * A coefficient of dW has the slots of what is differentiated, followed by the components of the Brownian motion: for
 * a scalar, a vector that is dotted with dW. A scalar coefficient of a Brownian motion with the components of a vector
 * is that many copies, c·I, as in a process.
 */
import { identity, num, times } from '../kernel/expression.ts';
import type { Expression, Shape } from '../kernel/expression.ts';
import { complain } from './complaint.ts';
import type { Cursor } from './cursor.ts';
import { readProcess } from './declare-process.ts';
import { addTerms, elaborate } from './elaborate.ts';
import { coefficientOf } from './elaborate-process.ts';
import { parseFactor } from './parser.ts';
import { readDifferential } from './read-process.ts';
import type { Scope } from './scope.ts';
import type { ClaimBody, Noise, Process, Span } from './statement.ts';
import type { DifferentialTerm } from './surface.ts';
import { describe, fitted, isScalar, sameShape, shapeWords, typed } from './typed.ts';
import type { Typed } from './typed.ts';

export const readDifferentialClaim = (cursor: Cursor, scope: Scope): ClaimBody => {
  const start = cursor.next();
  const of = elaborate(scope, parseFactor(cursor));
  cursor.expect('=', 'after the differential');
  const terms = readDifferential(cursor);
  cursor.expect('along', 'and a process');
  const process = readProcess(cursor, scope);
  const noiseTerms = terms.filter((t) => t.by !== 't');
  const stratonovich = noiseTerms.some((t) => t.stratonovich);
  if (stratonovich && noiseTerms.some((t) => !t.stratonovich)) {
    complain('E0506', cursor.spanFrom(start), 'one term is in Itô form, and another in Stratonovich form');
  }
  return {
    kind: 'differential', of: of.expression, drift: driftOf(scope, of, terms, cursor.spanFrom(start)),
    noises: noisesOf(scope, of, noiseTerms, process), process, stratonovich,
  };
};

const driftOf = (scope: Scope, of: Typed, terms: readonly DifferentialTerm[], span: Span): Expression => {
  const parts = terms.filter((t) => t.by === 't').map((t) => fitted(scope, coefficientOf(scope, t), of.shape, of.expression));
  const drift = parts.length === 0 ? fitted(scope, typed(num(0), [], span), of.shape, of.expression) : addTerms(scope, parts, span);
  if (sameShape(drift.shape, of.shape)) return drift.expression;
  return complain('E0404', drift.span, `${describe(scope, of)}, but its drift, ${describe(scope, drift)}`);
};

const noisesOf = (
  scope: Scope, of: Typed, terms: readonly DifferentialTerm[], process: Process,
): { coefficient: Expression; wiener: string }[] => {
  const byName = new Map<string, Expression[]>();
  for (const term of terms) {
    if (term.coefficient?.kind === 'number' && term.coefficient.value.numerator === 0n) continue;
    const noise = process.blocks.flatMap((b) => b.noises).find((n) => n.wiener === term.by);
    if (noise === undefined) return refuseNoise(term, process);
    byName.set(term.by, [...(byName.get(term.by) ?? []), coefficientFor(scope, of, term, noise)]);
  }
  return [...byName].map(([wiener, parts]) => ({ wiener, coefficient: parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'add', terms: parts } }));
};

const refuseNoise = (term: DifferentialTerm, process: Process): never => {
  const names = [...new Set(process.blocks.flatMap((b) => b.noises).map((n) => `d${n.wiener}`))];
  return complain('E0506', term.span, `the process has no noise d${term.by}`, {
    help: names.length === 0 ? 'it has no noise at all' : `its noise is ${names.join(' and ')}`,
  });
};

const coefficientFor = (scope: Scope, of: Typed, term: DifferentialTerm, noise: Noise): Expression => {
  const shape: Shape = [...of.shape, ...(noise.space === null ? [] : [noise.space])];
  const t = coefficientOf(scope, term);
  if (sameShape(t.shape, shape)) return t.expression;
  const [rows, columns] = shape;
  if (isScalar(t) && rows !== undefined && rows === columns) return times(t.expression, identity(rows));
  return complain('E0404', t.span, `the coefficient of d${term.by} must be ${shapeWords(shape)}, but ${describe(scope, t)}`, {
    help: isScalar(t) && shape.length === 1 ? `a scalar process is driven by \`(vector) · d${term.by}\`` : null,
  });
};
