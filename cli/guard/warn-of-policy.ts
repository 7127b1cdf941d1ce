import { printable } from '../terminal/printable.ts';
import { type Terminal, write } from '../terminal/terminal.ts';
import type { OpenPolicy } from './open-policy.ts';

/** Whoever keeps the policy should know, and reports are no place for it. */
export async function warnOfPolicy({ source, policy }: OpenPolicy, { stderr }: Terminal): Promise<void> {
  for (const warning of policy.warnings) await write(stderr, `${printable(source)}: ${warning}\n`);
}
