/**
 * Abbreviations put back where a statement uses them: `∂t psi` rather than `∂t exp(−V/λ)`.
 *
 * The checker sees abbreviations written out, as one object wherever they are used. By that object they are found
 * again, and not by what they look like: what the author wrote out stays written out. In sums and products, which are
 * flat, by the run of their terms or factors.
 */
import type { Condition, Expression } from '../../kernel/expression.ts';
import { field, mapParts, parameter, shapeOf, use } from '../../kernel/expression.ts';
import { normaliseName } from '../../language/spelling.ts';
import type { Abbreviation, Claim, ClaimBody, Declaration, Document, Problem, Process } from '../../language/statement.ts';

/** The very same object; or, where a statement was printed and read back, whatever looks the same. */
type Same = (a: Expression, b: Expression) => boolean;
const isTheVery: Same = (a, b) => a === b;

interface Folded {
  readonly value: Expression;
  readonly symbol: Expression;
}

interface Run {
  readonly kind: 'add' | 'multiply';
  readonly parts: readonly Expression[];
  readonly symbol: Expression;
}

export class Fold {
  readonly #folded: readonly Folded[];
  readonly #same: Same;
  readonly #runs: readonly Run[];
  readonly #done = new Map<Expression, Expression>();

  constructor(abbreviations: readonly Abbreviation[], same: Same) {
    this.#same = same;
    this.#folded = abbreviations.filter((a) => !isPlain(a.value)).map((a) => ({ value: a.value, symbol: symbolOf(a) }));
    this.#runs = this.#folded.flatMap(({ value, symbol }): readonly Run[] => {
      if (value.kind === 'add') return [{ kind: value.kind, parts: value.terms, symbol }];
      return value.kind === 'multiply' ? [{ kind: value.kind, parts: value.factors, symbol }] : [];
    });
  }

  /** Those of the document that the text of a statement names. */
  static for(document: Document, text: string, same: Same = isTheVery): Fold {
    const names = new Set((text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map(normaliseName));
    return new Fold(document.declarations.filter((d): d is Abbreviation => d.kind === 'let' && names.has(d.name)), same);
  }

  expression(e: Expression): Expression {
    const own = this.#symbolFor(e);
    if (own !== null) return own;
    const known = this.#done.get(e);
    if (known !== undefined) return known;
    const folded = this.#folded.length === 0 ? e : mapParts(this.#withRuns(e), (part) => this.expression(part));
    this.#done.set(e, folded);
    return folded;
  }

  #symbolFor(e: Expression): Expression | null {
    return this.#folded.find(({ value }) => value.kind === e.kind && this.#same(value, e))?.symbol ?? null;
  }

  #withRuns(e: Expression): Expression {
    if (e.kind !== 'add' && e.kind !== 'multiply') return e;
    let parts = e.kind === 'add' ? e.terms : e.factors;
    for (const run of this.#runs) if (run.kind === e.kind) parts = withRun(parts, run, this.#same);
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    return e.kind === 'add' ? { kind: 'add', terms: parts } : { kind: 'multiply', factors: parts };
  }

  condition(c: Condition): Condition {
    return { ...c, left: this.expression(c.left), right: this.expression(c.right) };
  }

  process(p: Process): Process {
    return {
      ...p, blocks: p.blocks.map((b) => ({
        ...b, drift: this.expression(b.drift), noises: b.noises.map((noise) => ({ ...noise, coefficient: this.expression(noise.coefficient) })),
      })),
    };
  }

  problem(p: Problem): Problem {
    return {
      ...p, running: this.expression(p.running), terminal: this.#optional(p.terminal), horizon: this.#optional(p.horizon),
      discount: this.#optional(p.discount), process: this.process(p.process),
    };
  }

  #optional(e: Expression | null): Expression | null {
    return e === null ? null : this.expression(e);
  }

  claim(claim: Claim): Claim {
    return { ...claim, where: claim.where.map((c) => this.condition(c)), body: this.#body(claim.body) };
  }

  #body(body: ClaimBody): ClaimBody {
    switch (body.kind) {
      case 'equation': return { ...body, left: this.expression(body.left), right: this.expression(body.right), iff: body.iff?.map((c) => this.condition(c)) ?? null };
      case 'chain': return { ...body, first: this.expression(body.first), steps: body.steps.map((s) => ({ ...s, right: this.expression(s.right) })) };
      case 'density': return { ...body, density: this.expression(body.density), process: this.process(body.process) };
      case 'value': return { ...body, value: this.expression(body.value), problem: this.problem(body.problem) };
      case 'expectation': return {
        ...body, expectation: this.expression(body.expectation), terminal: this.expression(body.terminal), process: this.process(body.process),
        discount: this.#optional(body.discount), running: this.#optional(body.running), horizon: this.expression(body.horizon),
      };
      case 'optimal': return { ...body, law: this.expression(body.law), problem: this.problem(body.problem), value: this.#optional(body.value) };
      case 'differential': return {
        ...body, of: this.expression(body.of), drift: this.expression(body.drift), process: this.process(body.process),
        noises: body.noises.map((noise) => ({ ...noise, coefficient: this.expression(noise.coefficient) })),
      };
    }
  }

  declaration(d: Declaration): Declaration {
    switch (d.kind) {
      case 'process': return this.process(d);
      case 'problem': return this.problem(d);
      case 'expectation': return {
        ...d, terminal: this.expression(d.terminal), process: this.process(d.process), discount: this.#optional(d.discount),
        running: this.#optional(d.running), horizon: this.expression(d.horizon),
      };
      case 'let': return { ...d, value: this.#inside(d.value) };
      case 'assume': return d.hypothesis.kind === 'curl-free' ? d
        : { ...d, hypothesis: { ...d.hypothesis, left: this.expression(d.hypothesis.left), right: this.expression(d.hypothesis.right) } };
      case 'density': case 'value': return d;
    }
  }

  /** An abbreviation is not defined by itself. */
  #inside(e: Expression): Expression {
    if (this.#symbolFor(e) === null) return this.expression(e);
    return mapParts(e, (part) => this.expression(part));
  }
}

/** An abbreviation of a name or a number tells nothing. */
const isPlain = (e: Expression): boolean =>
  e.kind === 'number' || e.kind === 'pi' || e.kind === 'dimension' || e.kind === 'parameter' || e.kind === 'variable' || e.kind === 'identity' || e.kind === 'field';

const symbolOf = ({ name, slots, value }: Abbreviation): Expression =>
  slots.length === 0 ? use(parameter(name, { shape: shapeOf(value) })) : use(field(name, slots, { shape: shapeOf(value) }));

/** Each run of these very parts as the symbol. */
const withRun = (parts: readonly Expression[], run: Run, same: Same): readonly Expression[] => {
  const result: Expression[] = [];
  for (let i = 0; i < parts.length;) {
    if (run.parts.every((part, k) => { const own = parts[i + k]; return own !== undefined && same(part, own); })) {
      result.push(run.symbol);
      i += run.parts.length;
    } else result.push(parts[i++] as Expression);
  }
  return result;
};
