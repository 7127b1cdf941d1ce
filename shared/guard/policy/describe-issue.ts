import type { z } from 'zod';

/** Says what to do, where zod says what it expected; undefined leaves its own words. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : wrongType(issue.expected, issue.input);
    case 'unrecognized_keys':
      return `has no field ${quoted(issue.keys)}: correct or remove it${issue.keys.includes('floor') ? '; only the shipped baseline has a floor' : ''}`;
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${quoted(issue.values)}`;
    case 'invalid_key':
      return issue.issues[0]?.message;
    case 'too_small':
      return `must ${sizeVerb(issue.origin)} at least ${issue.minimum}${sizeUnit(issue.origin)}`;
    case 'too_big':
      return `must ${sizeVerb(issue.origin)} at most ${issue.maximum}${sizeUnit(issue.origin)}`;
    default:
      return undefined;
  }
}

const plainTypes: Readonly<Record<string, string>> = { string: 'a text', object: 'a group of fields', array: 'a list' };

function wrongType(expected: string, input: unknown): string {
  const hint = expected === 'string' && typeof input === 'number' ? ': put tags and numbers in quotes' : '';
  return `must be ${plainTypes[expected] ?? `a ${expected}`}${hint}`;
}

const sizeVerb = (origin: string): string => (['string', 'array'].includes(origin) ? 'have' : 'be');

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries' };
const sizeUnit = (origin: string): string => units[origin] ?? '';

const quoted = (words: readonly unknown[]): string => words.map((word) => JSON.stringify(word)).join(', ');
