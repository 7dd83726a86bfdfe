/**
 * The statements of a document with its abbreviations put back: `∂t psi` rather than `∂t exp(−V/λ)`.
 *
 * The checker sees abbreviations written out, as one object wherever they are used. By that object they are found
 * again, and not by what they look like: what the author wrote out stays written out. A statement that was printed and
 * read back is folded by what it looks like.
 */
import type { Condition, Expression } from '../../kernel/expression.ts';
import { mapParts } from '../../kernel/expression.ts';
import { mapClaimBody, mapCondition, mapProcess } from '../../language/map-claim.ts';
import { normaliseName } from '../../language/spelling.ts';
import type { Abbreviation, Claim, ClaimBody, Declaration, Document, Problem, Process } from '../../language/statement.ts';
import type { Likeness } from '../../render/abbreviations.ts';
import { abbreviateBy, isAbbreviated } from '../../render/abbreviations.ts';

export class Fold {
  readonly #abbreviations: readonly Abbreviation[];
  readonly #likeness: Likeness;
  readonly expression: (e: Expression) => Expression;

  constructor(abbreviations: readonly Abbreviation[], likeness: Likeness) {
    this.#abbreviations = abbreviations;
    this.#likeness = likeness;
    this.expression = abbreviateBy(abbreviations, likeness);
  }

  /** Those of the document that the text of a statement names. */
  static for(document: Document, text: string, likeness: Likeness = 'reference'): Fold {
    const names = new Set((text.match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? []).map(normaliseName));
    return new Fold(document.declarations.filter((d): d is Abbreviation => d.kind === 'let' && names.has(d.name)), likeness);
  }

  condition(c: Condition): Condition {
    return mapCondition(c, this.expression);
  }

  process(p: Process): Process {
    return mapProcess(p, this.expression);
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
    const folded = mapClaimBody(body, this.expression);
    return folded.kind === 'value' || folded.kind === 'optimal' ? { ...folded, problem: this.problem(folded.problem) } : folded;
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
    return isAbbreviated(e, this.#abbreviations, this.#likeness) ? mapParts(e, this.expression) : this.expression(e);
  }
}
