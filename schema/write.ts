/**
 * Writes results.schema.json anew: `npm run schema`.
 */
import { writeFileSync } from 'node:fs';
import { publishedSchema } from './results.schema.ts';

writeFileSync(new URL('./results.schema.json', import.meta.url), publishedSchema());
