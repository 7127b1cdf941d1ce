import { join } from 'node:path';
import { z } from 'zod';
import { findPrivateJson } from './private-json.ts';

const user = z.object({
  /** Opaque: what tokens and the audit trail know a person by. */
  id: z.uuid(),
  name: z.string().min(1),
  passwordHash: z.string().regex(/^scrypt\$[\w-]{22}\$[\w-]{43}$/),
  groups: z.array(z.string()),
});

const accountsFile = z.object({
  users: z.array(user),
  /** SHA-256 of the machine client's secret. */
  machineSecretHash: z.string().regex(/^[\w-]{43}$/),
});

export type User = z.infer<typeof user>;
export type Accounts = z.infer<typeof accountsFile>;

export const accountsPath = (folder: string): string => join(folder, 'accounts.json');

/** Who may sign in, as kept; undefined before the first start. */
export function findAccounts(folder: string): Promise<Accounts | undefined> {
  return findPrivateJson(accountsPath(folder), accountsFile);
}
