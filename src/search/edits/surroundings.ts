/**
 * What a claim speaks of, for edits that bring something in: a horizon, space variables, forgotten factors.
 */
import { diffusion } from '../../calculus/diffusion.ts';
import { fieldsIn, parametersIn, subexpressions } from '../../calculus/dependence.ts';
import { fingerprint } from '../../calculus/sameness.ts';
import { multipleOfIdentity } from '../../calculus/state-derivatives.ts';
import type { Expression, Variable } from '../../kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, pow, num, shapeOf, transpose, use } from '../../kernel/expression.ts';
import type { Claim, ClaimBody, Process } from '../../language/statement.ts';
import type { Surroundings } from './edit.ts';
import { sitesOf } from './sites.ts';

/** At most so many forgotten factors are tried. */
const MOST_FACTORS = 8;

export const surroundingsOf = (claim: Claim): Surroundings => {
  const formulas = sitesOf(claim).map((site) => site.formula);
  const process = processOf(claim.body);
  return {
    horizon: horizonOf(claim.body, formulas),
    variables: variablesOf(process, formulas),
    factors: factorsOf(process, formulas),
  };
};

const processOf = (body: ClaimBody): Process | null => {
  switch (body.kind) {
    case 'density': case 'expectation': case 'differential': return body.process;
    case 'value': case 'optimal': return body.problem.process;
    case 'equation': case 'chain': return null;
  }
};

const horizonOf = (body: ClaimBody, formulas: readonly Expression[]): Expression | null => {
  if (body.kind === 'expectation') return body.horizon;
  if ((body.kind === 'value' || body.kind === 'optimal') && body.problem.horizon !== null) return body.problem.horizon;
  for (const e of formulas) {
    for (const part of subexpressions(e)) {
      const horizon = mirroredAt(part);
      if (horizon !== null) return horizon;
    }
  }
  const named = parametersIn(...formulas).get('T');
  return named === undefined ? null : use(named);
};

/** T where the expression is written as T − t. */
const mirroredAt = (e: Expression): Expression | null => {
  if (e.kind !== 'add' || e.terms.length !== 2) return null;
  const [first, second] = e.terms;
  const isMinusTime = second?.kind === 'multiply' && second.factors.length === 2
    && second.factors[1]?.kind === 'variable' && second.factors[1].variable.name === T_VARIABLE.name;
  return isMinusTime && first?.kind === 'parameter' ? first : null;
};

const variablesOf = (process: Process | null, formulas: readonly Expression[]): readonly Variable[] => {
  const found = new Map<string, Variable>([[X_VARIABLE.name, X_VARIABLE]]);
  for (const block of process?.blocks ?? []) found.set(block.variable.name, block.variable);
  for (const e of formulas) {
    for (const part of subexpressions(e)) {
      if (part.kind === 'variable' && part.variable.name !== T_VARIABLE.name) found.set(part.variable.name, part.variable);
    }
  }
  return [...found.values()];
};

/** Noise coefficients and diffusions of the process, then the scalars of time and the matrices of the formulas. */
const factorsOf = (process: Process | null, formulas: readonly Expression[]): readonly Expression[] => {
  const found = new Map<string, Expression>();
  const offer = (e: Expression): void => {
    if (found.size < MOST_FACTORS && e.kind !== 'number') found.set(fingerprint(e), e);
  };
  for (const block of process?.blocks ?? []) {
    const d = diffusion(block, block);
    if (d !== null) offer(multipleOfIdentity(d) ?? d);
    for (const noise of block.noises) offer(multipleOfIdentity(noise.coefficient) ?? noise.coefficient);
  }
  for (const symbol of fieldsIn(...formulas).values()) if (symbol.slots.every((s) => s.name === T_VARIABLE.name)) offerAll(use(symbol), offer);
  for (const symbol of parametersIn(...formulas).values()) if (symbol.name !== 'T') offerAll(use(symbol), offer);
  for (const symbol of fieldsIn(...formulas).values()) if (symbol.shape.length === 2) offerAll(use(symbol), offer);
  return [...found.values()];
};

const offerAll = (e: Expression, offer: (e: Expression) => void): void => {
  const shape = shapeOf(e);
  if (shape.length === 0) for (const factor of [e, pow(e, num(2))]) offer(factor);
  if (shape.length === 2) for (const factor of [e, transpose(e)]) offer(factor);
};
