/**
 * The names that a document has declared so far, and what each of them is.
 */
import { coordinate, T_VARIABLE, X_VARIABLE } from '../kernel/expression.ts';
import type { Expression, Field, Parameter, Shape, Space, Variable } from '../kernel/expression.ts';
import { Complaint, complain, diagnostic } from './complaint.ts';
import type { Names } from './cursor.ts';
import type { Diagnostic } from './diagnostic.ts';
import { nearestName } from './spelling.ts';
import type { Problem, Process, Span } from './statement.ts';
import type { Name } from './surface.ts';
import { PREFIX_OPERATORS } from './surface.ts';
import { variablesOf } from './variables.ts';
import { isBuiltIn, isFunctionName, isReserved } from './words.ts';

export type Entry =
  | { readonly kind: 'symbol'; readonly symbol: Parameter | Variable | Field }
  | { readonly kind: 'let'; readonly slots: readonly Variable[]; readonly value: Expression; readonly shape: Shape }
  | { readonly kind: 'process'; readonly process: Process }
  | { readonly kind: 'problem'; readonly problem: Problem }
  /** The X of `dX`, where the process itself bears another name. */
  | { readonly kind: 'block' }
  | { readonly kind: 'dimension'; readonly space: Space }
  /** Its declaration has an error: whatever uses it is passed over in silence. */
  | { readonly kind: 'broken' };

/** Suggestions cost time; beyond this many errors nobody reads them. */
const MOST_SUGGESTIONS = 100;

export class Scope implements Names {
  readonly source: string;
  /** null: every dimension. */
  dimension: number | null = null;
  x: Variable = X_VARIABLE;
  private entries = new Map<string, Entry>();
  private places = new Map<string, Span>();
  private order = new Map<string, number>();
  private controlDensities = new Set<string>();
  private suggestions = 0;

  constructor(source: string) {
    this.source = source;
    this.enter('x', { kind: 'symbol', symbol: X_VARIABLE });
    this.enter('t', { kind: 'symbol', symbol: T_VARIABLE });
  }

  /** The same names, for reading another text; `n` is the dimension where it means nothing else. */
  over(source: string): Scope {
    const scope = new Scope(source);
    scope.dimension = this.dimension;
    scope.x = this.x;
    const named = this.entries.has('n') || this.dimension !== null;
    scope.entries = named ? this.entries : new Map([...this.entries, ['n', { kind: 'dimension', space: 'n' }]]);
    scope.places = this.places;
    scope.order = this.order;
    scope.controlDensities = this.controlDensities;
    return scope;
  }

  /** Whether vectors and matrices are scalars. */
  get flat(): boolean {
    return this.dimension === 1;
  }

  /** Must come before any other declaration. */
  setDimension(dimension: number): void {
    this.dimension = dimension;
    if (dimension !== 1) return;
    this.x = coordinate('x', null);
    this.enter('x', { kind: 'symbol', symbol: this.x });
  }

  /** How many names are declared, `x` and `t` not counted. */
  get size(): number {
    return this.places.size;
  }

  /** What was declared as a parameter, variable, control or field, in the order of the text; neither x nor t. */
  get symbols(): ReadonlyMap<string, Parameter | Variable | Field> {
    return new Map([...this.entries].flatMap(([name, entry]): [string, Parameter | Variable | Field][] =>
      (entry.kind === 'symbol' && this.places.has(name) ? [[name, entry.symbol]] : [])));
  }

  get(name: string): Entry | undefined {
    return this.entries.get(name);
  }

  /** Where a name was declared; null for x, t, and what is known for a moment only. */
  spanOf(name: string): Span | null {
    return this.places.get(name) ?? null;
  }

  isDeclared(name: string): boolean {
    return this.entries.has(name);
  }

  isCallable(name: string): boolean {
    const entry = this.entries.get(name);
    if (entry === undefined) return false;
    if (entry.kind === 'let') return entry.slots.length > 0;
    return entry.kind === 'broken' || (entry.kind === 'symbol' && entry.symbol.kind === 'field');
  }

  slotsOf(name: string): readonly string[] {
    const entry = this.entries.get(name);
    if (entry?.kind === 'let') return entry.slots.map((v) => v.name);
    return entry?.kind === 'symbol' && entry.symbol.kind === 'field' ? entry.symbol.slots.map((v) => v.name) : [];
  }

  dependsOn(name: string, variable: string): boolean {
    const entry = this.entries.get(name);
    if (entry?.kind === 'let') return variablesOf(entry.value).has(variable);
    return name === variable || this.slotsOf(name).includes(variable);
  }

  /** Complains when the name may not be declared. */
  mayDeclare(name: Name): void {
    if (isReserved(name.text)) {
      complain('E0203', name.span, `\`${name.text}\` has a meaning already and cannot be declared`);
    }
    if (this.entries.get(name.text) === undefined || this.entries.get(name.text)?.kind === 'broken') return;
    const first = this.places.get(name.text);
    complain('E0202', name.span, `\`${name.text}\` is declared already`, {
      labels: first === undefined ? [] : [{ span: first, text: 'the first declaration' }],
      help: 'every name is declared once per document',
    });
  }

  declare(name: Name, entry: Entry): void {
    this.mayDeclare(name);
    this.enter(name.text, entry);
    this.places.set(name.text, name.span);
  }

  /** `control pi(a): density` */
  addControlDensity(density: Field): void {
    this.controlDensities.add(density.name);
  }

  isControlDensity(density: Field): boolean {
    return this.controlDensities.has(density.name);
  }

  /** For the time of reading a process, whose state variables may be read as scalars or as vectors. */
  enter(name: string, entry: Entry): void {
    this.entries.set(name, entry);
    if (!this.order.has(name)) this.order.set(name, this.order.size);
  }

  leave(name: string): void {
    this.entries.delete(name);
  }

  /** Its declaration failed. */
  breakName(name: string): void {
    if (!this.entries.has(name) && !isReserved(name)) this.enter(name, { kind: 'broken' });
  }

  /** x and t first, then in order of declaration. */
  inOrder(variables: Iterable<Variable>): Variable[] {
    return [...variables].sort((a, b) => (this.order.get(a.name) ?? 0) - (this.order.get(b.name) ?? 0));
  }

  /** What a name means; complains when it means nothing. */
  resolve(name: Name): Entry {
    const entry = this.entries.get(name.text);
    if (entry === undefined) throw new Complaint([this.undeclared(name)]);
    if (entry.kind === 'broken') throw new Complaint([]);
    return entry;
  }

  /** The variable of a slot or of a derivative. */
  variable(name: Name): Variable {
    const entry = this.resolve(name);
    if (entry.kind === 'symbol' && entry.symbol.kind === 'variable') return entry.symbol;
    return complain('E0204', name.span, `\`${name.text}\` is not a variable`, {
      help: `variables are x, t, and what \`variable\` or \`control\` declares`,
    });
  }

  undeclared(name: Name): Diagnostic {
    return diagnostic('E0201', name.span, `\`${name.text}\` is not declared`, { help: this.suggest(name.text) });
  }

  private suggest(written: string): string | null {
    if (++this.suggestions > MOST_SUGGESTIONS) return null;
    for (let i = 1; i < written.length; i++) {
      const [left, right] = [written.slice(0, i), written.slice(i)];
      if (this.means(left) && this.means(right)) return `put a space between factors: \`${left} ${right}\``;
    }
    const nearest = nearestName(written, [...this.entries.keys(), ...PREFIX_OPERATORS, 'exp', 'log', 'sqrt']);
    if (nearest !== null) return `did you mean \`${nearest}\`?`;
    if (written === 'n' && this.dimension === null) return 'to name the dimension, begin the document with `dimension n`';
    return written === 'T' ? 'declare the horizon: `param T`' : null;
  }

  private means(name: string): boolean {
    return this.entries.has(name) || isBuiltIn(name) || isFunctionName(name) || (PREFIX_OPERATORS as readonly string[]).includes(name);
  }

  /** What was written at a place, shortened. */
  quote(span: Span): string {
    const text = this.source.slice(span.start, Math.min(span.end, span.start + 200)).replaceAll(/\s+/g, ' ');
    return text.length > 48 || span.end - span.start > 200 ? `\`${text.slice(0, 44)} …\`` : `\`${text}\``;
  }
}
