/**
 * A derivation as a document of the claim language: the statements it starts from, then each step in its own section.
 *
 * The prose has its formulas in LaTeX between dollar signs, as code hosts and notebooks show it, so that a derivation
 * that was kept as a document can be written out as an article later on.
 */
import type { Document } from '../language/statement.ts';
import { latexCondition, latexExpression, latexProcess } from '../render/latex.ts';
import type { Formula, Prose, Section, Statement, Step } from './derivation.ts';
import { written, writtenProcess } from './formula-text.ts';

/** Where each claim of the document comes from. */
export interface WrittenStep {
  readonly step: Step;
  /** The names that its claims have in the document, in the order of the step. */
  readonly names: readonly string[];
  /** Where its text begins. */
  readonly start: number;
}

export interface WrittenSection {
  readonly heading: string;
  readonly steps: readonly WrittenStep[];
}

export interface Written {
  readonly text: string;
  readonly sections: readonly WrittenSection[];
}

/** The document's own statements without its claims, then the sections. */
export const writeDocument = (title: string, document: Document, sections: readonly Section[]): Written => {
  const taken = new Set<string>();
  let text = '';
  const write = (part: string): void => {
    if (part !== '') text += `${text === '' ? '' : '\n'}${part}\n`;
  };
  write(`# ${title}`);
  write(fenced(statementsOf(document)));
  const writtenSections = sections.map(({ heading, steps }): WrittenSection => {
    write(`## ${heading}`);
    return { heading, steps: steps.map((step) => writeStep(step, taken, () => text.length, write)) };
  });
  return { text, sections: writtenSections };
};

const writeStep = (step: Step, taken: Set<string>, length: () => number, write: (part: string) => void): WrittenStep => {
  const names = step.claims.map((claim) => uniqueName(claim.name ?? step.title, taken));
  const start = length();
  write(`### ${step.title}`);
  // What is introduced comes first, so that the sentence before a formula leads to it.
  write(fenced(step.declarations));
  write(markdownProse(step.prose));
  write(fenced(step.claims.map((claim, k) => claimText(claim, names[k] ?? step.title))));
  return { step, names, start };
};

const uniqueName = (wish: string, taken: Set<string>): string => {
  const plain = wish.replaceAll('"', '’');
  let name = plain;
  for (let number = 2; taken.has(name); number += 1) name = `${plain} (${number})`;
  taken.add(name);
  return name;
};

/** What the document declares and assumes, as it is written there, with a name for the dimension, which formulas print. */
const statementsOf = (document: Document): readonly string[] => {
  const statements = document.statements.filter((s) => s.word !== 'claim' && s.word !== 'refute');
  const texts = statements.map((s) => indented(document.source.slice(s.span.start, s.span.end)));
  const own = texts.find((_, k) => statements[k]?.word === 'dimension');
  if (document.dimension !== null || isTaken(document, 'n')) return texts;
  return own === undefined ? ['dimension n', ...texts] : /^dimension\s+n$/.test(own) ? texts : [...texts, `let n = ${own.slice('dimension'.length).trim()}`];
};

/** Whether a name is declared as something else than the dimension. */
const isTaken = (document: Document, name: string): boolean =>
  document.symbols.has(name) || document.declarations.some((d) => (d.kind === 'let' || d.kind === 'process' || d.kind === 'problem') && d.name === name);

/** Lines that continue a statement are indented, whatever the text around it was. */
const indented = (statement: string): string =>
  statement.split(/\r?\n/).map((line, k) => (k === 0 ? line.trim() : `  ${line.trim()}`)).filter((line) => line.trim() !== '').join('\n');

const fenced = (statements: readonly string[]): string => (statements.length === 0 ? '' : `\`\`\`claim\n${statements.join('\n')}\n\`\`\``);

const claimText = (claim: Statement, name: string): string => {
  const where = claim.where === undefined ? '' : ` where ${claim.where}`;
  const line = `claim "${name}"${where}: ${claim.text}`;
  return line.length <= 118 && !claim.text.includes('\n') ? line : `claim "${name}"${where}:\n${claim.text.split('\n').map((l) => `  ${l}`).join('\n')}`;
};

/** Formulas in LaTeX between dollar signs. */
export const markdownProse = (prose: Prose): string =>
  prose.map((part) => (typeof part === 'string' ? part : `$${latexFormula(part)}$`)).join('');

export const latexFormula = (formula: Formula): string => {
  switch (formula.kind) {
    case 'expression': return latexExpression(written(formula.expression));
    case 'equation': return `${latexExpression(written(formula.left))} = ${latexExpression(written(formula.right))}`;
    case 'condition': return latexCondition(formula.condition);
    case 'process': return latexProcess(writtenProcess(formula.process));
  }
};
