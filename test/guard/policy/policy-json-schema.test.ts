import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policyJsonSchema } from '../../../shared/guard/policy/policy-json-schema.ts';

const published = new URL('../../../docs/guard-policy.schema.json', import.meta.url);

type Node = Readonly<Record<string, unknown>>;

/** Fields without a description, wherever they are. */
function undescribed(node: unknown, path = ''): string[] {
  if (typeof node !== 'object' || node === null) return [];
  const { properties = {} } = node as { properties?: Record<string, Node> };
  const silent = Object.entries(properties).filter(([, field]) => typeof field.description !== 'string');
  const within = Object.entries(node).flatMap(([key, child]) => undescribed(child, `${path}/${key}`));
  return [...silent.map(([field]) => `${path}/${field}`), ...within];
}

describe('the published form of a policy', () => {
  it('is the one that policies are read by (`node shared/guard/policy/print-policy-schema.ts` prints it)', () => {
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(policyJsonSchema());
  });

  it('says of each field what it is for', () => {
    expect(undescribed(policyJsonSchema())).toEqual([]);
  });
});
