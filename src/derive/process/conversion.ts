/**
 * The same process with its noise in the other sense: Itô for Stratonovich, Stratonovich for Itô.
 */
import { itoDrift, stratonovichDrift } from '../../calculus/ito-drift.ts';
import { itoFormula } from '../../calculus/ito-formula.ts';
import type { Process } from '../../language/statement.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { declarationOf, densityClaim, differentialClaim, stateClaim } from './claims.ts';
import { testFunction } from './once.ts';
import { renamed } from './reversal.ts';
import type { Subject } from './subject.ts';
import { densityOf, shortened } from './subject.ts';

/** The process in the sense of Itô where any of its noises is not; in that of Stratonovich otherwise. */
const otherSense = (subject: Subject): { readonly process: Process; readonly sense: 'ito' | 'stratonovich' } => {
  const { setting, process } = subject;
  const sense = process.blocks.some((b) => b.noises.some((n) => n.stratonovich)) ? 'ito' : 'stratonovich';
  const driftOf = sense === 'ito' ? itoDrift : stratonovichDrift;
  const [suffix, name] = [sense === 'ito' ? 'I' : 'S', process.blocks[0]?.name ?? 'X'];
  return {
    sense,
    process: renamed(subject, {
      ...process,
      blocks: process.blocks.map((block) => ({
        ...block, drift: readableForm(setting, shortened(subject, driftOf(process, block))),
        noises: block.noises.map((noise) => ({ ...noise, stratonovich: sense === 'stratonovich' })),
      })),
    }, suffix, `${name}_${suffix}`),
  };
};

export const conversionStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const { process: other, sense } = otherSense(subject);
  const { expression: p, declarations } = densityOf(subject);
  const phi = testFunction(setting, ['phi', 'varphi', 'chi'], subject.slots);
  const drift = readableForm(setting, shortened(subject, itoFormula(process, phi.expression, 'ito').drift));
  const stratonovich = sense === 'stratonovich' ? other : process;
  return {
    title: `${process.name} in the sense of ${sense === 'ito' ? 'Itô' : 'Stratonovich'}`, rule: 'ito-stratonovich', standing: 'derived',
    declarations: [...declarations, ...phi.declarations, declarationOf(other)],
    prose: say`The noise depends on the state, so its meaning matters. The process above, in the sense of ${sense === 'ito' ? 'Itô' : 'Stratonovich'}, is the same: state and test functions have the same differentials along both, and both have the same density. In the sense of Stratonovich the ordinary chain rule holds:`,
    claims: [
      ...process.blocks.map((block) => ({
        name: `State along ${process.name} in both senses${process.blocks.length === 1 ? '' : ` (${block.name})`}`,
        text: stateClaim(block, readableForm(setting, shortened(subject, itoDrift(process, block))), other),
      })),
      { name: `Test function along ${process.name} in both senses`, text: differentialClaim(process, phi.expression, { along: other, drift }) },
      { name: `Density of ${process.name} in both senses`, text: densityClaim(p, other) },
      {
        name: `Chain rule of Stratonovich along ${process.name}`,
        text: differentialClaim(stratonovich, phi.expression, { stratonovich: true, along: process }),
      },
    ],
  };
};
