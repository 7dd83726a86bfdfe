import { expect, test } from 'vitest';
import { githubReporter } from '../../src/report/github.ts';
import { aFaultyDocument, aProof, aRefutation, aResult, anUndecided, reportOf } from './examples.ts';

test('what passes says nothing; what fails is an error at its line, with its evidence', () => {
  const text = reportOf(githubReporter(), [aProof, aRefutation, anUndecided]);
  const [refuted, undecided, ...more] = text.trimEnd().split('\n');
  expect(more).toEqual([]);
  expect(refuted).toMatch(/^::error file=notes\/score\.md,line=14,col=1,title=without the divergence::claimed, but refuted%0Aat /);
  expect(undecided).toContain('::undecided: the budget of 10 ms%0A');
});

test('an error of a document keeps its code and its help', () => {
  expect(reportOf(githubReporter(), [], aFaultyDocument)).toBe(
    "::error file=notes/bad%2C 100%25.md,line=3,col=5,title=E0101::unknown name 'sgima'%0Adid you mean 'sigma'?\n",
  );
});

test('a name cannot end the command or begin another one', () => {
  const text = reportOf(githubReporter(), [aResult({ name: 'a::b,c\n::error::d', verdict: 'refuted', passed: false })]);
  expect(text).toContain('title=a%3A%3Ab%2Cc%0A%3A%3Aerror%3A%3Ad::');
  expect(text.trimEnd().split('\n')).toHaveLength(1);
});
