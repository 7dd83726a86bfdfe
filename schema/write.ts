/**
 * Writes the published schemas anew: `npm run schema`.
 */
import { writeFileSync } from 'node:fs';
import { publishedDerivationSchema } from './derivation.schema.ts';
import { publishedSchema } from './results.schema.ts';

writeFileSync(new URL('./results.schema.json', import.meta.url), publishedSchema());
writeFileSync(new URL('./derivation.schema.json', import.meta.url), publishedDerivationSchema());
