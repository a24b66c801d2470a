import { z } from 'zod';
import { resultsSchema } from './results-schema.ts';

/** The JSON Schema (2020-12) of the results, as `docs/spec/results.schema.json` publishes it. */
export function resultsJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(resultsSchema, {
    target: 'draft-2020-12',
    override: ({ jsonSchema }) => {
      // zod says of a list that nobody may change it in the program; of the file that means nothing.
      delete jsonSchema.readOnly;
    },
  });
  return {
    $schema,
    $id: 'urn:tickmark:results:1',
    title: 'Results of an audit, by control and criterion',
    ...schema,
  };
}
