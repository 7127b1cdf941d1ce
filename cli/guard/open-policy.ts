import { readFile } from 'node:fs/promises';
import { allDetectors } from '../../shared/guard/all-detectors.ts';
import { compilePolicy } from '../../shared/guard/policy/compile-policy.ts';
import { parsePolicyDocument } from '../../shared/guard/policy/load-policy.ts';
import type { Policy } from '../../shared/guard/policy/policy.ts';
import type { PolicyDocument } from '../../shared/guard/policy/policy-document.ts';
import { PolicyFaults } from '../../shared/guard/policy/policy-faults.ts';
import { CommandFailure, systemReason } from '../command-failure.ts';

export interface OpenPolicy {
  /** What the person wrote, or `baseline`. */
  readonly source: string;
  readonly document: PolicyDocument;
  readonly policy: Policy;
}

/** Stands for the shipped policy wherever the file of one can be named. */
export const baselineWord = 'baseline';

/** A policy of a file, or the shipped one; a faulty one is told with all of its faults. */
export async function openPolicy(source: string = baselineWord): Promise<OpenPolicy> {
  const text = source === baselineWord ? undefined : await readNamed(source);
  return tellingFaults(source, () => {
    const document = parsePolicyDocument(text, allDetectors);
    return { source, document, policy: compilePolicy(document, allDetectors, new Date()) };
  });
}

export async function readNamed(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error) => {
    throw new CommandFailure(`${path}: ${systemReason(error)}`);
  });
}

export function tellingFaults<T>(source: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PolicyFaults)) throw error;
    const lines = error.faults.map(({ path, message }) => `  ${path === '' ? 'document' : path}: ${message}`);
    throw new CommandFailure(`${source} is no policy that can be used:`, ...lines);
  }
}
