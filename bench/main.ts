/**
 * `npm run bench`: what is measured, side by side with the peers. Tables; `--json`: the same as JSON;
 * `--only NAME`: one area (may be repeated).
 */
import { parseArgs } from 'node:util';
import type { Row } from './row.ts';
import { tableOf } from './row.ts';

/** Each area is loaded when it is wanted. */
const AREAS: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  claims:      async () => (await import('./areas/claims.ts')).claims(),
  derivations: async () => (await import('./areas/derivations.ts')).allDerivations(),
  start:       async () => (await import('./areas/start.ts')).start(),
  sympy:       async () => (await import('./areas/sympy.ts')).sympy(),
  derive:      async () => (await import('./areas/derive.ts')).derivationsWritten(),
  proposals:   async () => (await import('./areas/proposals.ts')).proposals(),
  mutate:      async () => (await import('./areas/mutate.ts')).mutate(),
  grid:        async () => (await import('./areas/grid.ts')).grid(),
  growth:      async () => (await import('./areas/growth.ts')).growth(),
  riccati:     async () => (await import('./areas/riccati.ts')).riccati(),
  compiled:    async () => (await import('./areas/compiled.ts')).compiled(),
  paths:       async () => (await import('./areas/paths.ts')).paths(),
  hjb:         async () => (await import('./areas/hjb.ts')).hjb(),
  'numbers-growth': async () => (await import('./areas/numbers-growth.ts')).numbersGrowth(),
  'networks-control': async () => (await import('./areas/networks-control.ts')).networksControl(),
  'networks-planner': async () => (await import('./areas/networks-planner.ts')).networksPlanner(),
  'networks-score': async () => (await import('./areas/networks-score.ts')).networksScore(),
  'networks-speed': async () => (await import('./areas/networks-speed.ts')).networksSpeed(),
  published:   async () => (await import('./areas/published.ts')).published(),
};

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, only: { type: 'string', multiple: true } },
});
const wanted = values.only ?? Object.keys(AREAS);
const unknown = wanted.filter((name) => !(name in AREAS));
if (unknown.length > 0) {
  process.stderr.write(`no area ${unknown.join(', ')}; there are ${Object.keys(AREAS).join(', ')}\n`);
  process.exit(64);
}

const all: Row[] = [];
for (const name of wanted) {
  const rows = await AREAS[name]?.() ?? [];
  all.push(...rows);
  if (!values.json) process.stdout.write(`${tableOf(name, rows)}\n`);
}
if (values.json) process.stdout.write(`${JSON.stringify(all, null, 2)}\n`);
