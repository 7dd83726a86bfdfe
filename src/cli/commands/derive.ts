/**
 * `hopfcole derive [FILE]`: everything that follows from the processes and problems of a document, or of the command line.
 */
import type { CheckOptions } from '../../check/check.ts';
import type { Derivation } from '../../derive/compose.ts';
import type { OneLine } from '../../derive/one-line.ts';
import type { OutputName } from '../../derive/outputs.ts';
import type { Document } from '../../language/statement.ts';
import type { ExitCode } from '../exit-code.ts';
import type { Surroundings } from '../surroundings.ts';
import { normalize } from 'node:path';
import { indentedReason, onOneLine } from '../../report/printable.ts';
import { EXIT } from '../exit-code.ts';
import { deliver, refuseToOverwrite } from '../deliver.ts';
import { framesOf } from '../frames.ts';
import { openDocument } from '../open-documents.ts';
import { UsageError } from '../surroundings.ts';

export interface DeriveFlags {
  readonly only: readonly string[];
  readonly given: OneLine;
  readonly ansatz: string | null;
  readonly fromProblem: boolean;
  readonly to: OutputName;
  /** Of LaTeX: a whole file, or what goes into one. */
  readonly fragment: boolean;
  /** Characters in a line of a formula; null: what the form of output has. */
  readonly width: number | null;
  /** null: stdout. */
  readonly output: string | null;
  readonly options: CheckOptions;
}

const COMMAND_LINE = 'the command line';

const isGiven = ({ processes, problems }: OneLine): boolean => processes.length + problems.length > 0;

const documentFrom = async (file: string | undefined, flags: DeriveFlags, surroundings: Surroundings): Promise<Document | null> => {
  if (file !== undefined) {
    if (isGiven(flags.given)) throw new UsageError('either a document or --process and --problem, not both');
    await refuseToOverwrite(file, flags.output);
    return openDocument({ path: normalize(file), named: true, problem: null }, surroundings);
  }
  if (!isGiven(flags.given)) throw new UsageError("nothing to derive from: name a document, or give --process 'dX = f dt + g dW'");
  const { documentOf } = await import('../../derive/one-line.ts');
  const language = await surroundings.dependencies.language();
  const document = language.readDocument(documentOf(flags.given), `${COMMAND_LINE}.claim`);
  if (document.diagnostics.length > 0) surroundings.stderr.write(`${framesOf(document, language, surroundings.stderr.coloured)}\n`);
  if (!document.diagnostics.some((d) => d.severity === 'error')) return document;
  surroundings.stderr.write("names are declared by --field 'f(x,t): vector', --param 'theta > 0', --variable, --control and --declare\n");
  return null;
};

/** A `#` inside a fence is a comment of some language. */
const withoutFences = (markdown: string): string => markdown.replaceAll(/^ {0,3}(?<fence>`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\k<fence>|$(?![\s\S]))/gmu, '');

/** The title of the document, or what it is about. */
const titleOf = (document: Document): string => {
  const heading = /^#[ \t]+(?<words>\S.*?)[ \t]*#*[ \t]*$/mu.exec(document.path.endsWith('.md') ? withoutFences(document.source) : '')?.groups?.['words'];
  const subjects = document.declarations.flatMap((d) => (d.kind === 'process' || d.kind === 'problem' ? [d.name] : []));
  return heading === undefined ? `What follows from ${subjects.join(', ')}` : `${heading}: what follows`;
};

const refuseUnknownNames = (document: Document, only: readonly string[]): void => {
  const names = document.declarations.flatMap((d) => (d.kind === 'process' || d.kind === 'problem' ? [d.name] : []));
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`${onOneLine(document.path)} declares no process and no problem '${onOneLine(unknown)}'; it has ${names.join(', ')}`);
};

/** What is asked for has to bear on something. */
const refuseIdleOptions = ({ declarations }: Document, { only, ansatz, fromProblem }: DeriveFlags): void => {
  const isProblem = declarations.some((d) => d.kind === 'problem' && (only.length === 0 || only.includes(d.name)));
  if (isProblem) return;
  const option = ansatz !== null ? '--ansatz' : fromProblem ? '--from-problem' : null;
  if (option !== null) throw new UsageError(`${option} is about a problem of control, and ${only.length === 0 ? 'none is declared' : `${only.join(', ')} is none`}`);
};

const written = async (derivation: Derivation, flags: DeriveFlags, { stdout, dependencies }: Surroundings): Promise<string> => {
  switch (flags.to) {
    case 'document': return derivation.document.source;
    case 'text': return (await dependencies.derivations()).text(derivation, flags.output === null && stdout.coloured, flags.width ?? Math.min(stdout.columns, 118));
    case 'json': return (await dependencies.derivations()).json(derivation);
    case 'markdown': return (await dependencies.derivations()).markdown(derivation, flags.width);
    case 'latex': return (await dependencies.derivations()).latex(derivation, flags.fragment ? 'fragment' : 'article', flags.width);
    case 'sympy': return (await dependencies.exportSympy())(derivation.document, derivation.document.claims.map((claim) => claim.name));
  }
};

export const deriveCommand = async (file: string | undefined, flags: DeriveFlags, surroundings: Surroundings): Promise<ExitCode> => {
  if (flags.fragment && flags.to !== 'latex') throw new UsageError(`--fragment is a form of --to latex, not of --to ${flags.to}`);
  const document = await documentFrom(file, flags, surroundings);
  if (document === null) return EXIT.documentErrors;
  refuseUnknownNames(document, flags.only);
  refuseIdleOptions(document, flags);
  const { stderr, dependencies } = surroundings;
  if (!document.declarations.some((d) => d.kind === 'process' || d.kind === 'problem')) {
    stderr.write('nothing to derive: the document declares no process and no problem\n');
    return EXIT.noClaims;
  }
  const derive = (await dependencies.derivations()).derive;
  const { only, ansatz, fromProblem, options } = flags;
  const derivation = await derive(document, titleOf(document), { only, ansatz, fromProblem, ...options });
  await deliver(await written(derivation, flags, surroundings), flags.output, surroundings);
  for (const { what, reason } of derivation.notFound) stderr.write(`not found: ${onOneLine(what)}:${indentedReason(reason)}\n`);
  for (const { what, reason } of derivation.unproved) stderr.write(`not proved, and left out: ${onOneLine(what)}: ${onOneLine(reason)}\n`);
  if (derivation.notFound.some((item) => item.requested === true)) return EXIT.failed;
  return derivation.unproved.length > 0 ? EXIT.undecided : EXIT.passed;
};
