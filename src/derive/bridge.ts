/**
 * The bridge: from a forward noising process alone to the problem of control whose value is −log p of the reversed
 * clock, with its optimal control (the score through the noise), the process that it steers (the time reversal), and
 * what any other control costs (half the mean square of the difference).
 */
import type { Process } from '../language/statement.ts';
import { build } from './bridge/build.ts';
import { gapStep, meanGapStep, reversalStep } from './bridge/gap.ts';
import { controlStep, problemStep, valueStep } from './bridge/value.ts';
import type { Derived } from './derivation.ts';
import type { Subject } from './process/subject.ts';
import { subjectOf } from './process/subject.ts';
import type { Setting } from './setting.ts';

export const bridgeOf = async (setting: Setting, process: Process): Promise<Derived> => {
  const subject = subjectOf(setting, process);
  const reason = reasonAgainst(subject);
  if (reason !== null) return { sections: [], notFound: [{ what: `the problem of control that belongs to ${process.name}`, reason }] };
  const bridge = build(setting, subject, process);
  return {
    sections: [{
      heading: `The score of ${process.name} as optimal control`,
      steps: [valueStep(bridge), problemStep(bridge), controlStep(bridge), reversalStep(bridge), gapStep(bridge), meanGapStep(bridge)],
    }],
    notFound: [],
  };
};

const reasonAgainst = (subject: Subject): string | null => {
  const [control] = subject.controls;
  if (!subject.hasNoise) return 'the process has no noise, so a control could not act through it';
  if (subject.process.backward) return 'its clock runs down; state it with the clock that runs up';
  return control === undefined ? null : `the process depends on the control ${control.name}; see its problem`;
};
