import { parseDocument } from 'yaml';
import { PolicyFaults } from './policy-faults.ts';

const maxPolicyCharacters = 1_000_000;
const maxAliases = 100;

/** JSON is YAML, so one parser reads both; anchors may be used, but not to make much of little. */
export function readPolicyText(text: string): unknown {
  if (text.length > maxPolicyCharacters) throw whole(`must have at most ${maxPolicyCharacters} characters`);
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, logLevel: 'silent' });
  const faults = document.errors.map(({ message, pos }) => ({
    path: '',
    message: `${message} ${lineAt(text, pos[0])}`,
  }));
  if (faults.length > 0) throw new PolicyFaults(faults);
  try {
    return document.toJS({ maxAliasCount: maxAliases });
  } catch {
    throw whole('its anchors and aliases cannot be followed: write out what they stand for');
  }
}

const whole = (message: string): PolicyFaults => new PolicyFaults([{ path: '', message }]);

const lineAt = (text: string, offset: number): string => `(line ${text.slice(0, offset).split('\n').length})`;
