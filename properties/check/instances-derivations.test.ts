/**
 * Random instances on the claims of derivations/: what is claimed is supported, and what is to be refuted is contradicted. With SWEEP=all every
 * document, of which some claims are beyond random instances; none may be at odds with what the document declares.
 */
import { expect, test } from 'vitest';
import { derivations } from '../../bench/documents.ts';
import { faultOf } from '../../src/check/witness/testimony.ts';
import { instances } from '../../src/check/witness/instances.ts';
import { readDocument } from '../../src/language/document.ts';
import { WHOLE_SWEEP } from '../sweep.ts';

const DOCUMENTS = ['log-density', 'merton-power', 'mean-field-game', 'blog/diffusion-models', 'irreversible-langevin', 'critically-damped'];

const nameOf = (path: string): string => path.replace(/^derivations\//, '').replace(/\.md$/, '');
const chosen = derivations().map(({ path, text }) => ({ name: nameOf(path), text })).filter(({ name }) => WHOLE_SWEEP || DOCUMENTS.includes(name));

test.each(chosen)('$name', async ({ name, text }) => {
  const document = readDocument(text, `${name}.md`);
  for (const claim of document.claims) {
    const evidence = await instances.testify(document, claim, 1);
    expect(faultOf(evidence), claim.name).toBeNull();
    const due = claim.declared === 'claim' ? 'supports' : 'contradicts';
    if (DOCUMENTS.includes(name)) expect(evidence.outcome, claim.name).toBe(due);
    else expect([due, 'silent'], claim.name).toContain(evidence.outcome);
  }
}, 60_000);

test('all documents that are named are there', () => {
  expect(chosen.map(({ name }) => name)).toEqual(expect.arrayContaining(DOCUMENTS));
});
