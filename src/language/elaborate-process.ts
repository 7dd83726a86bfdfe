/**
 * A process with its types.
 *
 * **Scalar or vector state.** Without state variables in its header a process moves x. A state variable that is
 * declared (`variable s`, `variable q: vector`) is what it was declared. One that is not declared is declared by the
 * process: with one block it is a scalar wherever the drift and the noise make sense for a scalar, and a vector of
 * x's dimension otherwise; with several blocks they are vectors wherever that makes sense, and scalars otherwise.
 * Under `dimension 1` all are scalars.
 *
 * **Noise.** In a block for a vector, a scalar coefficient `g dW` is g·I, with one Brownian motion a component; a
 * matrix (n × m) brings m of them, and a vector one. In a block for a scalar, a scalar coefficient brings one, and a
 * vector, `sigma · dW`, as many as it has components.
 */
import { coordinate, identity, num, plus, times, use } from '../kernel/expression.ts';
import type { Expression, Shape, Space, Variable } from '../kernel/expression.ts';
import { Complaint, complain } from './complaint.ts';
import { addTerms, elaborate } from './elaborate.ts';
import type { SurfaceBlock, SurfaceProcess } from './read-process.ts';
import type { Scope } from './scope.ts';
import type { Block, Noise, Process } from './statement.ts';
import type { DifferentialTerm, Name } from './surface.ts';
import { describe, fitted, isScalar, isVector, negate, sameShape, shapeWords, typed } from './typed.ts';
import type { Typed } from './typed.ts';

const MOST_MIXED = 4;

/** Also declares the state variables that were not declared. */
export const elaborateProcess = (scope: Scope, s: SurfaceProcess): Process => {
  checkNames(s);
  const fresh = (s.variables ?? []).filter((v) => !isKnown(scope, v));
  let failure: unknown = null;
  for (const spaces of readings(scope, fresh.length, s.blocks.length)) {
    fresh.forEach((v, i) => scope.enter(v.text, { kind: 'symbol', symbol: coordinate(v.text, spaces[i] ?? null) }));
    try {
      const process = withTypes(scope, s);
      declareState(scope, fresh, spaces);
      return process;
    } catch (error) {
      if (!(error instanceof Complaint)) throw error;
      failure ??= error;
    } finally {
      fresh.forEach((v) => { if (scope.spanOf(v.text) === null) scope.leave(v.text); });
    }
  }
  throw failure;
};

const declareState = (scope: Scope, fresh: readonly Name[], spaces: readonly (Space | null)[]): void => {
  fresh.forEach((v, i) => {
    scope.leave(v.text);
    scope.declare(v, { kind: 'symbol', symbol: coordinate(v.text, spaces[i] ?? null) });
  });
};

/** Declared by the document, not only for the time of reading this process. */
const isKnown = (scope: Scope, v: Name): boolean =>
  v.text === 'x' || (scope.isDeclared(v.text) && scope.spanOf(v.text) !== null);

/** The spaces that undeclared state variables may have, likeliest first. */
const readings = (scope: Scope, count: number, blocks: number): (Space | null)[][] => {
  const all = (space: Space | null): (Space | null)[] => Array.from({ length: count }, () => space);
  if (count === 0 || scope.flat) return [all(null)];
  if (blocks === 1) return [all(null), all('n')];
  const mixed: (Space | null)[][] = [];
  for (let bits = 1; count <= MOST_MIXED && bits < 2 ** count - 1; bits++) {
    mixed.push(Array.from({ length: count }, (_, i) => ((bits >> i) % 2 === 1 ? 'n' : null)));
  }
  return [all('n'), all(null), ...mixed];
};

const differentialsInstead = (names: readonly string[], written: string): string => {
  const differentials = names.map((name) => `\`d${name} = …\``).join(' or ');
  return names.length === 1 ? `write ${differentials}, or call the process \`${written}\`` : `write ${differentials}`;
};

const checkNames = (s: SurfaceProcess): void => {
  const variables = s.variables?.length ?? 1;
  if (variables !== s.blocks.length) {
    complain('E0502', s.span, `${s.blocks.length} equation${s.blocks.length === 1 ? '' : 's'} for ${variables} state variable${variables === 1 ? '' : 's'}`, {
      help: s.variables === null ? 'name the state variables: `process (Q,V)(q,v): dQ = …; dV = …`' : null,
    });
  }
  if (s.blockNames === null || (s.blockNames.length === 1 && s.blocks.length > 1)) return;
  for (const block of s.blocks) {
    if (s.blockNames.some((n) => n.text === block.name.text)) continue;
    const expected = s.blockNames.map((n) => `d${n.text}`).join(' or ');
    complain('E0502', block.name.span, `the process is called ${s.name?.text ?? ''}, so this would be ${expected}`, {
      help: differentialsInstead(s.blockNames.map((n) => n.text), block.name.text),
    });
  }
};

const withTypes = (scope: Scope, s: SurfaceProcess): Process => {
  const blocks = s.blocks.map((block, i) => elaborateBlock(scope, block, stateVariable(scope, s, block, i)));
  checkSharedNoise(blocks, s);
  return { kind: 'process', name: s.name?.text ?? '', blocks, backward: s.backward, span: s.span };
};

const stateVariable = (scope: Scope, s: SurfaceProcess, block: SurfaceBlock, index: number): Variable => {
  if (s.variables === null) return scope.x;
  const named = s.blockNames?.findIndex((n) => n.text === block.name.text) ?? -1;
  const name = s.variables[s.variables.length === s.blockNames?.length && named >= 0 ? named : index];
  return name === undefined ? scope.x : scope.variable(name);
};

const elaborateBlock = (scope: Scope, block: SurfaceBlock, variable: Variable): Block => {
  const shape: Shape = variable.space === null ? [] : [variable.space];
  const drifts = block.terms.filter((t) => t.by === 't').map((t) => driftOf(scope, t, variable, shape));
  const drift = drifts.length === 0 ? fitted(scope, typed(num(0), [], block.name.span), shape, use(variable))
    : addTerms(scope, drifts, block.name.span);
  const noises: Noise[] = [];
  for (const term of block.terms) if (term.by !== 't') addNoise(noises, noiseOf(scope, term, variable), term);
  return { name: block.name.text, variable, drift: drift.expression, noises };
};

export const coefficientOf = (scope: Scope, term: DifferentialTerm): Typed => {
  const t = term.coefficient === null ? typed(num(1), [], term.span) : elaborate(scope, term.coefficient);
  return term.negative ? { ...t, expression: negate(t.expression) } : t;
};

const driftOf = (scope: Scope, term: DifferentialTerm, variable: Variable, shape: Shape): Typed => {
  const t = fitted(scope, coefficientOf(scope, term), shape, use(variable));
  if (sameShape(t.shape, shape)) return t;
  return complain('E0502', t.span, `the drift of ${variable.name} must be ${shapeWords(shape)}, but ${describe(scope, t)}`);
};

const noiseOf = (scope: Scope, term: DifferentialTerm, variable: Variable): Noise => {
  const t = coefficientOf(scope, term);
  const noise = (coefficient: Expression, space: Space | null): Noise => ({
    coefficient, wiener: term.by, space, stratonovich: term.stratonovich,
  });
  if (variable.space === null) {
    if (isScalar(t)) return noise(t.expression, null);
    if (isVector(t)) return noise(t.expression, t.shape[0] ?? null);
  } else {
    if (isScalar(t)) return noise(timesIdentity(t.expression, variable.space), variable.space);
    if (t.shape[0] === variable.space) return noise(t.expression, t.shape[1] ?? null);
  }
  return complain('E0502', t.span, `the noise of ${variable.name}, ${shapeWords(variable.space === null ? [] : [variable.space])}, cannot have this coefficient: ${describe(scope, t)}`);
};

const timesIdentity = (e: Expression, space: Space): Expression =>
  e.kind === 'number' && e.value.numerator === e.value.denominator ? identity(space) : times(e, identity(space));

/** Terms with the same Brownian motion are added up. */
const addNoise = (noises: Noise[], noise: Noise, term: DifferentialTerm): void => {
  const index = noises.findIndex((n) => n.wiener === noise.wiener);
  const before = noises[index];
  if (before === undefined) return void noises.push(noise);
  if (before.space !== noise.space || before.stratonovich !== noise.stratonovich) {
    complain('E0502', term.span, `d${noise.wiener} stands here as two different noises`, {
      help: 'give different Brownian motions different names, such as dW and dB',
    });
  }
  noises[index] = { ...noise, coefficient: plus(before.coefficient, noise.coefficient) };
};

const checkSharedNoise = (blocks: readonly Block[], s: SurfaceProcess): void => {
  const seen = new Map<string, Noise>();
  for (const noise of blocks.flatMap((b) => b.noises)) {
    const other = seen.get(noise.wiener);
    if (other !== undefined && other.space !== noise.space) {
      complain('E0502', s.span, `d${noise.wiener} has different numbers of components in two equations`, {
        help: 'give different Brownian motions different names, such as dW and dB',
      });
    }
    seen.set(noise.wiener, noise);
  }
};
