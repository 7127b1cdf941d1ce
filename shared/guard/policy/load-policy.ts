import type { Detector } from '../detector.ts';
import { compilePolicy } from './compile-policy.ts';
import { findPolicyFaults } from './find-policy-faults.ts';
import type { Policy } from './policy.ts';
import { apiVersion, type PolicyDocument, policyDocumentSchema } from './policy-document.ts';
import { PolicyFaults } from './policy-faults.ts';
import { readPolicyText } from './read-policy-text.ts';

/** Those the guard has, and the moment that exceptions are measured by for the warnings. */
export interface PolicySurroundings {
  readonly detectors: readonly Detector[];
  readonly now?: Date;
}

/** The policy a site wrote as JSON or YAML, or the shipped one where it wrote none. Fails with all `PolicyFaults` at once. */
export function loadPolicy(text: string | undefined, { detectors, now = new Date() }: PolicySurroundings): Policy {
  return compilePolicy(parsePolicyDocument(text, detectors), detectors, now);
}

/** The document alone, for whoever needs its fixtures too; `compilePolicy` makes a policy of it. */
export function parsePolicyDocument(text: string | undefined, detectors: readonly Detector[]): PolicyDocument {
  const raw = text === undefined ? { apiVersion, site: 'default' } : readPolicyText(text);
  const faults = findPolicyFaults(raw, detectors);
  if (faults.length > 0) throw new PolicyFaults(faults);
  return policyDocumentSchema.parse(raw);
}
