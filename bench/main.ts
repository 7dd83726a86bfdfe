/**
 * `npm run bench`: what is measured, side by side with the peers. Tables; `--json`: the same as JSON;
 * `--only NAME`: one area (may be repeated).
 */
import { parseArgs } from 'node:util';
import { allDerivations } from './areas/derivations.ts';
import { claims } from './areas/claims.ts';
import { growth } from './areas/growth.ts';
import { mutate } from './areas/mutate.ts';
import { start } from './areas/start.ts';
import { sympy } from './areas/sympy.ts';
import type { Row } from './row.ts';
import { tableOf } from './row.ts';

const AREAS: Readonly<Record<string, () => readonly Row[] | Promise<readonly Row[]>>> = {
  claims,
  derivations: allDerivations,
  start,
  sympy,
  mutate,
  growth,
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
