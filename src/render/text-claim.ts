/**
 * Processes and claims in the claim language: the statement as it was understood.
 */
import { shapeOf } from '../kernel/expression.ts';
import type { Condition, Expression } from '../kernel/expression.ts';
import type { Block, Claim, ClaimBody, Noise, Process } from '../language/statement.ts';
import { JOIN, printCondition, printExpression, within } from './text-expression.ts';
import { unsigned } from './text-parts.ts';

/** `dX = f dt + G dW`, its blocks divided by `;`, with `backward` at the end where the clock runs down. */
export const printProcess = (process: Process): string => {
  const blocks = process.blocks.map(printBlock).join('; ');
  return `${blocks}${process.backward ? ' backward' : ''}`;
};

const printBlock = (block: Block): string => {
  const terms = [
    ...(isZeroProduct(block.drift) && block.noises.length > 0 ? [] : [printTerm(block.drift, 'dt')]),
    ...block.noises.map((noise) => printNoise(noise, block)),
  ];
  return `d${block.name} = ${joinTerms(terms)}`;
};

/** 0, or 0 times a vector or matrix. */
export const isZeroProduct = (e: Expression): boolean => printExpression(e) === '0';

interface SignedText {
  readonly negative: boolean;
  readonly text: string;
}

/** `(a - b) dt`, with its sign before it. */
const printTerm = (coefficient: Expression, differential: string): SignedText => {
  if (isZeroProduct(coefficient)) return { negative: false, text: `0 ${differential}` };
  const { negative, positive } = unsigned(coefficient);
  const one = positive.kind === 'number' && positive.value.numerator === positive.value.denominator;
  return { negative, text: one ? differential : `${within(positive, JOIN)} ${differential}` };
};

const joinTerms = (terms: readonly SignedText[]): string =>
  terms.map(({ negative, text }, i) => (i === 0 ? `${negative ? '-' : ''}${text}` : ` ${negative ? '-' : '+'} ${text}`)).join('');

const printNoise = (noise: Noise, block: Block): SignedText => {
  const circle = noise.stratonovich ? 'o ' : '';
  if (block.variable.space === null) {
    const dotted = noise.space === null ? '' : '· ';
    return printTerm(noise.coefficient, `${dotted}${circle}d${noise.wiener}`);
  }
  return printTerm(withoutIdentity(noise.coefficient), `${circle}d${noise.wiener}`);
};

/** g of g·I, since a scalar coefficient of a vector's noise means that. */
export const withoutIdentity = (e: Expression): Expression => {
  if (e.kind === 'identity') return { kind: 'number', value: { numerator: 1n, denominator: 1n } };
  if (e.kind !== 'multiply' || !e.factors.some((f) => f.kind === 'identity')) return e;
  const rest = e.factors.filter((f) => f.kind !== 'identity');
  const [only] = rest;
  return rest.length === 1 && only !== undefined ? only : { kind: 'multiply', factors: rest };
};

/** By its name, or written out where it has none. */
const mention = (process: Process): string => {
  if (process.name !== '') return process.name;
  const variables = process.blocks.map((b) => b.variable.name);
  if (variables.length === 1 && variables[0] === 'x') return `process ${printProcess(process)}`;
  const names = process.blocks.map((b) => b.name);
  const header = names.length === 1 ? `${names.join()}(${variables.join()})` : `(${names.join(', ')})(${variables.join(', ')})`;
  return `process ${header}: ${printProcess(process)}`;
};

/** `claim "name" where x > 0: A = B` */
export const printClaim = (claim: Claim): string => {
  const where = claim.where.length === 0 ? '' : ` where ${claim.where.map(beforeColon).join(', ')}`;
  return `${claim.declared} "${claim.name}"${where}: ${printClaimBody(claim.body)}`;
};

/** A colon would end the conditions. */
const beforeColon = (c: Condition): string => {
  const side = (e: Expression): string => (printExpression(e).includes(' : ') ? `(${printExpression(e)})` : printExpression(e));
  return `${side(c.left)} ${c.relation} ${side(c.right)}`;
};

const because = (by: string | null): string => (by === null ? '' : ` by ${by}`);

/** What is claimed, without its name and conditions. */
export const printClaimBody = (body: ClaimBody): string => {
  switch (body.kind) {
    case 'equation': {
      const iff = body.iff === null ? '' : ` iff ${body.iff.map(printCondition).join(', ')}`;
      return `${printExpression(body.left)} = ${printExpression(body.right)}${because(body.by)}${iff}`;
    }
    case 'chain': return [printExpression(body.first), ...body.steps.map((s) => `${printExpression(s.right)}${because(s.by)}`)].join(' = ');
    case 'density': return `${printExpression(body.density)} is ${body.stationary ? 'stationary ' : ''}density of ${mention(body.process)}`;
    case 'value': return `${printExpression(body.value)} is value of ${body.problem.name}`;
    case 'expectation': return `${printExpression(body.expectation)} is expectation of ${printExpectation(body)}`;
    case 'optimal': {
      const value = body.value === null ? '' : ` with value ${printExpression(body.value)}`;
      return `${body.control.name} = ${printExpression(body.law)} is optimal for ${body.problem.name}${value}`;
    }
    case 'differential': return printDifferential(body);
  }
};

const printExpectation = (body: ClaimBody & { kind: 'expectation' }): string => [
  printExpression(body.terminal), printExpression(body.horizon) === 'T' ? '' : ` at ${printExpression(body.horizon)}`,
  ` along ${mention(body.process)}`, body.discount === null ? '' : ` discounted ${printExpression(body.discount)}`,
  body.running === null ? '' : ` plus running ${printExpression(body.running)}`,
].join('');

const printDifferential = (body: ClaimBody & { kind: 'differential' }): string => {
  const circle = body.stratonovich ? 'o ' : '';
  const noises = body.noises.map(({ coefficient, wiener }) =>
    printTerm(coefficient, `${shapeOf(coefficient).length === 1 ? '· ' : ''}${circle}d${wiener}`));
  const drift = isZeroProduct(body.drift) && noises.length > 0 ? [] : [printTerm(body.drift, 'dt')];
  return `d(${printExpression(body.of)}) = ${joinTerms([...drift, ...noises])} along ${mention(body.process)}`;
};
