/**
 * What the kernel holds, as text: expressions, processes and claims in the claim language itself (what is printed can
 * be read again and means the same), and residuals in index notation.
 */
export { printExpression, printCondition } from './text-expression.ts';
export { printClaim, printClaimBody, printProcess } from './text-claim.ts';
export { printIndexedSum } from './text-index.ts';
