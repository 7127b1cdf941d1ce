import { createHash } from 'node:crypto';
import { canonicalJson, type JsonValue } from '../../audit/canonical-json.ts';
import { baselinePolicy } from './baseline-policy.ts';
import type { PolicyDocument } from './policy-document.ts';

/** Names the shipped baseline: what `extends: baseline@sha256:…` asks for. */
export const baselineHash = sha256Of(baselinePolicy as JsonValue);

/** Over meaning and not spelling: YAML or JSON, defaults written out or left, the hash is the same. */
export function policyHash(document: PolicyDocument): string {
  const { extends: _baseline, ...own } = document;
  return sha256Of({ baseline: baselineHash, document: own } as JsonValue);
}

function sha256Of(value: JsonValue): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
