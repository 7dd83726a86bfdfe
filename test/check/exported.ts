/** Documents put together for the exported script, from expressions. */
import { exportSympy } from '../../src/check/sympy.ts';
import type { Condition, Expression, Hypothesis } from '../../src/kernel/expression.ts';
import { T_VARIABLE, X_VARIABLE, coordinate, field, gradient, identity, log, num, parameter, times, use } from '../../src/kernel/expression.ts';
import type { Claim, ClaimBody, Declaration, Density, Document, Process } from '../../src/language/statement.ts';

export const x = X_VARIABLE;
export const t = T_VARIABLE;
export const T = parameter('T');
export const span = { start: 0, end: 0 };
export const y = coordinate('y', 'n');
export const f = field('f', [x, t], { shape: ['n'] });
export const g = field('g', [t]);
export const G = field('G', [x, t], { shape: ['n', 'n'] });
export const p = field('p', [x, t], { sign: 'positive' });
export const half = num(1, 2);
export const score = gradient(log(use(p)));

export const processOf = (drift: Expression, noise: Expression | null, backward = false): Process => ({
  kind: 'process', name: 'X', backward, span,
  blocks: [{
    name: 'X', variable: x, drift,
    noises: noise === null ? [] : [{ coefficient: noise, wiener: 'W', space: 'n', stratonovich: false }],
  }],
});
export const isotropic = processOf(use(f), times(use(g), identity()));
export const densityOf = (process: Process): Density => ({ kind: 'density', field: p, process, stationary: false, span });
export const equation = (left: Expression, right: Expression): ClaimBody => ({ kind: 'equation', left, right, iff: null, by: null });
export const assume = (hypothesis: Hypothesis): Declaration => ({ kind: 'assume', hypothesis, span });

export const documentOf = (
  claims: Readonly<Record<string, ClaimBody>>, declarations: readonly Declaration[] = [],
  more: { readonly dimension?: number; readonly where?: readonly Condition[] } = {},
): Document => ({
  path: 'a.md', source: '', dimension: more.dimension ?? null, statements: [], symbols: new Map(), declarations, fields: new Map(), diagnostics: [],
  claims: Object.entries(claims).map(([name, body], i): Claim => ({
    declared: 'claim', name, where: more.where ?? [], body, span, line: i + 1, column: 1, text: `claim "${name}"`,
  })),
});
export const script = (document: Document): string => exportSympy(document, document.claims.map((claim) => claim.name));
