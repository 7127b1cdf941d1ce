import { policyJsonSchema } from './policy-json-schema.ts';

process.stdout.write(`${JSON.stringify(policyJsonSchema(), undefined, 2)}\n`);
