/** Writes docs/spec/results.schema.json from the schema in the code: npx node scripts/write-results-schema.ts, then npm run format. */
import { writeFileSync } from 'node:fs';
import { resultsJsonSchema } from '../src/audit/exports/json-schema.ts';

writeFileSync(new URL('../docs/spec/results.schema.json', import.meta.url), `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`);
