/**
 * The formulas of a claim that an edit may change, each with how to put another one there.
 *
 * A claim that a function is the density of a process is edited in the function and in the process; the edited
 * process is then written out in the claim. A problem, and the formula that a differential is of, stay as they are.
 */
import type { Expression } from '../../kernel/expression.ts';
import type { Claim, ClaimBody, Process } from '../../language/statement.ts';
import type { EditKind } from './edit.ts';

export interface Site {
  readonly formula: Expression;
  /** Kinds that make no different claim of the formula as a whole. */
  readonly idle: readonly EditKind[];
  readonly put: (formula: Expression) => ClaimBody;
}

/** What an equation's other side, or the linear Fokker–Planck equation, takes up. */
const LINEAR: readonly EditKind[] = ['sign', 'factor', 'insert-factor'];

/** The formulas, in the order in which they are tried. */
export const sitesOf = ({ body }: Claim): readonly Site[] => {
  switch (body.kind) {
    case 'equation': return [
      { formula: body.right, idle: [], put: (right) => ({ ...body, right }) },
      { formula: body.left, idle: LINEAR, put: (left) => ({ ...body, left }) },
    ];
    case 'chain': return chainSites(body);
    case 'density': return [
      ...processSites(body.process, (process) => ({ ...body, process })),
      { formula: body.density, idle: LINEAR, put: (density) => ({ ...body, density }) },
    ];
    case 'value': return [{ formula: body.value, idle: [], put: (value) => ({ ...body, value }) }];
    case 'expectation':
      return [{ formula: body.expectation, idle: [], put: (expectation) => ({ ...body, expectation }) }];
    case 'optimal': return [{ formula: body.law, idle: [], put: (law) => ({ ...body, law }) }];
    case 'differential': return [
      { formula: body.drift, idle: [], put: (drift) => ({ ...body, drift }) },
      ...body.noises.map((noise, i): Site => ({
        formula: noise.coefficient, idle: [],
        put: (coefficient) => ({ ...body, noises: body.noises.map((n, k) => (k === i ? { ...n, coefficient } : n)) }),
      })),
    ];
  }
};

const chainSites = (body: Extract<ClaimBody, { kind: 'chain' }>): readonly Site[] => [
  { formula: body.first, idle: [], put: (first) => ({ ...body, first }) },
  ...body.steps.map((step, i): Site => ({
    formula: step.right, idle: [],
    put: (right) => ({ ...body, steps: body.steps.map((s, k) => (k === i ? { ...s, right } : s)) }),
  })),
];

/** Drifts first, then noises; a noise's sign alone does not change the process's law. */
const processSites = (process: Process, put: (process: Process) => ClaimBody): readonly Site[] => [
  ...process.blocks.map((block, i): Site => ({
    formula: block.drift, idle: [],
    put: (drift) => put(withBlock(process, i, { ...block, drift })),
  })),
  ...process.blocks.flatMap((block, i) => block.noises.map((noise, j): Site => ({
    formula: noise.coefficient, idle: ['sign', 'insert-factor'],
    put: (coefficient) => put(withBlock(process, i, {
      ...block, noises: block.noises.map((n, k) => (k === j ? { ...n, coefficient } : n)),
    })),
  }))),
];

const withBlock = (process: Process, index: number, block: Process['blocks'][number]): Process => ({
  ...process, name: '', blocks: process.blocks.map((b, i) => (i === index ? block : b)),
});
