import { z } from 'zod';
import { policyDocumentSchema } from './policy-document.ts';

/** The form of a policy document for editors; docs/guard-policy.schema.json is a copy. */
export function policyJsonSchema(): object {
  return { title: 'Portcullis guard policy', ...z.toJSONSchema(policyDocumentSchema, { io: 'input' }) };
}
