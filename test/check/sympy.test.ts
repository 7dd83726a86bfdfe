/** The exported script as text; what SymPy makes of it: properties/peers/exported-script.test.ts. */
import { describe, expect, it } from 'vitest';
import { exportSympy } from '../../src/check/sympy.ts';
import { parameter, plus, times, use } from '../../src/kernel/expression.ts';
import { g, p, half, equation, documentOf, script } from './exported.ts';

describe('the exported script', () => {
  it('names the claims it is given and no others, and has exact numbers', () => {
    const document = documentOf({ kept: equation(times(half, use(p)), use(p)), omitted: equation(use(g), use(g)) });
    const text = exportSympy(document, ['kept']);
    expect(text).toContain('report("kept", d, claim_1)');
    expect(text).not.toContain('omitted');
    expect(text).toContain('Integer(1)/2*p(x, t)');
    expect(text).toContain('default=[1, 2, 3])');
  });

  it('runs in the dimension that the document fixes', () => {
    expect(script(documentOf({ a: equation(use(p), use(p)) }, [], { dimension: 2 }))).toContain('default=[2])');
  });

  it('gives Python words and its own another name, and lets no text of a document out of its comment', () => {
    const lambda = use(parameter('lambda', { sign: 'positive' }));
    const document = documentOf({ 'a\nimport os\u2028#"""': equation(lambda, plus(lambda, use(parameter('dot')))) });
    const text = script(document);
    expect(text).toContain('lambda_ = constant("lambda", positive=True)');
    expect(text).toContain('dot_ = constant("dot")');
    expect(text).not.toMatch(/^import os/m);
  });
});
