/**
 * A document's proved claims as a Python script that proves them again, component by component in dimensions 1, 2
 * and 3 (or the document's own), with SymPy and nothing of this program.
 *
 * Unknown fields are undefined functions of the components (a positive one is exp of its logarithm), hypotheses
 * replace the derivative that they are solved for, integrals are decided by Euler operators. Each claim prints
 * `ok NAME d=2`, `FAILED NAME d=2: …` or `SKIPPED NAME d=2: …`; the exit status is 1 if any failed.
 */
import { isWrittenZero } from '../calculus/equation.ts';
import { fingerprint } from '../calculus/sameness.ts';
import type { Condition, Expression, Hypothesis, Variable } from '../kernel/expression.ts';
import { subtract } from '../kernel/expression.ts';
import type { Goal } from '../kernel/goal.ts';
import type { Claim, Document } from '../language/statement.ts';
import type { GoalsOfClaim, OptimalityGoal } from './goals.ts';
import { GoalError, goalsOf, hypothesesOf, underConditions } from './goals.ts';
import { HEADER } from './sympy/header.ts';
import { commentText, pythonName, pythonString } from './sympy/names.ts';
import { toPython } from './sympy/python.ts';
import { declarations } from './sympy/symbols.ts';

/** The script for the claims of these names. */
export const exportSympy = (document: Document, provedNames: readonly string[]): string => {
  const wanted = new Set(provedNames);
  const tasks = document.claims.filter((claim) => wanted.has(claim.name)).map((claim) => taskOf(document, claim));
  const hypotheses = hypothesesIn(document, tasks);
  const lines = [
    ...introduction(document), '', HEADER.trimEnd(), '', '', 'def check(d):',
    ...indented([
      ...declarations(formulasOf(tasks, hypotheses), hypotheses, tasks.flatMap(variablesOf)),
      '', 'known = [', ...indented(hypotheses.flatMap(equationLines)), ']',
      ...tasks.flatMap((task, i) => claimLines(task, i + 1)),
    ]),
    '', '', ...ending(document),
  ];
  return `${lines.join('\n')}\n`;
};

/** A claim with its goals; `refusal` where it stands for none. */
interface Task {
  readonly claim: Claim;
  readonly goals: GoalsOfClaim;
  readonly refusal: string | null;
}

const taskOf = (document: Document, claim: Claim): Task => {
  try {
    const { goals, optimal } = goalsOf(document, claim);
    const iff = claim.body.kind === 'equation' ? (claim.body.iff ?? []) : [];
    return { claim, goals: { goals: goals.map((g) => underConditions(g, iff)), optimal }, refusal: null };
  } catch (error) {
    if (!(error instanceof GoalError)) throw error;
    return { claim, goals: { goals: [], optimal: [] }, refusal: error.message };
  }
};

const hypothesesIn = (document: Document, tasks: readonly Task[]): readonly Hypothesis[] =>
  tasks.every((task) => task.refusal !== null) ? [] : hypothesesOf(document);

const introduction = (document: Document): readonly string[] => [
  `# Claims of ${commentText(document.path)}, component by component. Needs Python 3 and SymPy.`,
];

const ending = (document: Document): readonly string[] => [
  "ARGUMENTS = argparse.ArgumentParser(description='Proves claims in components; prints ok, FAILED or SKIPPED for each.')",
  `ARGUMENTS.add_argument('dimensions', nargs='*', type=int, default=${document.dimension === null ? '[1, 2, 3]' : `[${document.dimension}]`})`,
  "ARGUMENTS.add_argument('--seconds', type=int, default=120, help='processor time for a claim in one dimension')",
  'OPTIONS = ARGUMENTS.parse_args()',
  'for dimension in OPTIONS.dimensions:',
  ...indented(['check(dimension)']),
  'sys.exit(1 if FAILURES else 0)',
];

const indented = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => (line === '' ? '' : `    ${line}`));

const equationLines = (h: Hypothesis): readonly string[] => {
  if (h.kind === 'curl-free') return [];
  const of = h.solvedFor === undefined ? '' : `, ${pythonString(h.solvedFor.name)}`;
  return [
    `# ${commentText(h.name)}`,
    `known_equation(lambda: ${toPython(h.left)},`, `               lambda: ${toPython(h.right)}${of}),`,
  ];
};

const claimLines = ({ claim, goals, refusal }: Task, index: number): readonly string[] => {
  const steps = [...goals.goals.flatMap(goalLines), ...goals.optimal.flatMap(optimalLines)];
  const body = refusal === null ? steps : [`skip(${pythonString(refusal)})`];
  return [
    '', `# line ${claim.line}: ${commentText(claim.text)}`,
    `def claim_${index}():`, ...indented(body.length === 0 ? ["skip('nothing to prove')"] : body),
    `report(${pythonString(commentText(claim.name))}, d, claim_${index})`,
  ];
};

const goalLines = (goal: Goal): readonly string[] => {
  const under = goal.under === null ? '' : `, under=[${goal.under.map((v) => pythonName(v.name)).join(', ')}]`;
  const known = ['known', ...goal.conditions.flatMap(equalityOf)].join(' + ');
  return [
    `# ${commentText(goal.name)}`, `prove(${toPython(goal.left)},`,
    `      ${toPython(goal.right)}, ${known}${under}${positiveText(goal.conditions)})`,
  ];
};

const optimalLines = (goal: OptimalityGoal): readonly string[] => {
  const sense = goal.sense === 'minimize' ? 1 : -1;
  const known = ['known', ...goal.conditions.flatMap(equalityOf)].join(' + ');
  const control = pythonName(goal.control.name);
  return [
    `optimal(${toPython(goal.hamiltonian)},`, `        ${control}, ${toPython(goal.law)}, ${sense}, ${known})`,
  ];
};

/** An equation among the side conditions is one more hypothesis. */
const equalityOf = (condition: Condition): readonly string[] =>
  condition.relation === '='
    ? [`[known_equation(lambda: ${toPython(condition.left)}, lambda: ${toPython(condition.right)})]`]
    : [];

/** What a side condition makes positive, as in `where x > 0`. */
const positiveText = (conditions: readonly Condition[]): string => {
  const positive = conditions.flatMap(({ relation, left, right }) => {
    if (relation === '>') return [toPython(isWrittenZero(right) ? left : subtract(left, right))];
    return relation === '<' ? [toPython(isWrittenZero(left) ? right : subtract(right, left))] : [];
  });
  return positive.length === 0 ? '' : `, positive=[${positive.join(', ')}]`;
};

const formulasOf = (tasks: readonly Task[], hypotheses: readonly Hypothesis[]): readonly Expression[] => {
  const all = [
    ...hypotheses.flatMap((h) => (h.kind === 'equation' ? [h.left, h.right] : [])),
    ...tasks.flatMap(({ goals }) => [
      ...goals.goals.flatMap((g) => [g.left, g.right]), ...goals.optimal.flatMap((g) => [g.hamiltonian, g.law]),
      ...[...goals.goals, ...goals.optimal].flatMap((g) => g.conditions).flatMap((c) => [c.left, c.right]),
    ]),
  ];
  return [...new Map(all.map((e) => [fingerprint(e), e])).values()];
};

const variablesOf = ({ goals }: Task): readonly Variable[] => [
  ...goals.goals.flatMap((g) => g.under ?? []), ...goals.optimal.map((g) => g.control),
];
