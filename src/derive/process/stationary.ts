/**
 * Stationary densities: the condition, what they carry about, and closed forms where the drift has a potential.
 */
import { probabilityCurrent } from '../../calculus/current.ts';
import { forwardOperator } from '../../calculus/fokker-planck.ts';
import { irreversibility } from '../../calculus/reversibility.ts';
import type { Expression } from '../../kernel/expression.ts';
import { num } from '../../kernel/expression.ts';
import type { Step } from '../derivation.ts';
import { say } from '../derivation.ts';
import { readableForm } from '../readable-claim.ts';
import { claimText } from '../setting.ts';
import { printCondition } from '../../render/text.ts';
import { formulaText } from '../formula-text.ts';
import { stationaryClaim } from './claims.ts';
import { domainOf } from '../ansatz/domain.ts';
import { newField } from './once.ts';
import type { Subject } from './subject.ts';
import { shortened } from './subject.ts';

/** L* ρ = 0, and −2 J/ρ as the difference between the drifts forwards and backwards. */
export const stationaryStep = (subject: Subject): Step => {
  const { setting, process } = subject;
  const density = newField(setting, ['rho', 'mu', 'eta'], subject.state, { positive: true });
  const rho = density.expression;
  const written = (e: Expression): Expression => readableForm(setting, shortened(subject, e));
  const [block, ...others] = process.blocks;
  const reversal = block === undefined || others.length > 0 || !subject.hasNoise ? null
    : irreversibility(process, block, rho, written(probabilityCurrent(process, block, rho)));
  const spread = forwardOperator(process, rho);
  const coefficients = process.blocks.flatMap((b) => [b.drift, ...b.noises.map((noise) => noise.coefficient)]);
  return {
    title: `Stationarity of ${process.name}`, rule: 'stationary', standing: 'derived', declarations: density.declarations,
    prose: [
      ...say`A density ${rho} stays as it is where its current has no divergence`,
      ...(reversal === null ? [':'] : say`. Run backwards under it, the process has a drift that differs by twice the velocity of the current: it is reversible where the current vanishes.`),
    ],
    claims: [
      ...(isUsable(subject, spread) ? [{ where: [...domainOf(coefficients, subject.state).map(printCondition), conditionText(written(spread), spread)].join(', '), text: stationaryClaim(rho, process) }] : []),
      ...(reversal === null ? [] : [{
        name: `What time reversal changes about ${process.name}`,
        text: claimText(written(reversal.left), reversal.right),
      }]),
    ],
  };
};

/** A colon would end the condition: then as it is. */
const conditionText = (written: Expression, raw: Expression): string => {
  const text = formulaText(written);
  return `${text.includes(' : ') ? formulaText(raw) : text} = 0`;
};

/** Whether the kernel can solve the condition for a derivative; D : ∇²ρ with a matrix D it cannot. */
const isUsable = ({ setting }: Subject, spread: Expression): boolean =>
  setting.proves(spread, num(0), { conditions: [{ relation: '=', left: spread, right: num(0) }] });
