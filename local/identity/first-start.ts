import { randomInt, randomUUID } from 'node:crypto';
import { type Accounts, accountsPath, type User } from './accounts.ts';
import { hashClientSecret, makeClientSecret } from './client-secret.ts';
import { machineClientId } from './clients.ts';
import { hashPassword } from './password-hash.ts';
import { writePrivateFile } from './private-file.ts';

/** The only moment at which passwords exist in plain: to be printed once. */
export interface FirstStartSecrets {
  readonly users: readonly { readonly name: string; readonly password: string; readonly group: string }[];
  readonly client: { readonly id: string; readonly secret: string };
  /** The owner-only file that repeats them; its text says to delete it. */
  readonly file: string;
}

const firstUsers = [
  { name: 'admin', group: 'administrator' },
  { name: 'radiologist', group: 'radiologist' },
  { name: 'technologist', group: 'technologist' },
] as const;

/** No account has a password that anybody could know beforehand. */
export async function makeFirstAccounts(
  folder: string,
  credentialsFile: string,
): Promise<{ readonly accounts: Accounts; readonly secrets: FirstStartSecrets }> {
  const secrets: FirstStartSecrets = {
    users: firstUsers.map((user) => ({ ...user, password: makePassword() })),
    client: { id: machineClientId, secret: makeClientSecret() },
    file: credentialsFile,
  };
  const accounts = await accountsOf(secrets);
  await writePrivateFile(secrets.file, credentialsText(secrets));
  await writePrivateFile(accountsPath(folder), JSON.stringify(accounts, undefined, 2));
  return { accounts, secrets };
}

async function accountsOf({ users, client }: FirstStartSecrets): Promise<Accounts> {
  const hashed: User[] = [];
  for (const { name, group, password } of users) {
    hashed.push({ id: randomUUID(), name, passwordHash: await hashPassword(password), groups: [group] });
  }
  return { users: hashed, machineSecretHash: hashClientSecret(client.secret) };
}

/** 24 letters and digits that are hard to mistake for one another: 118 bits, in groups of six for typing. */
function makePassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

function credentialsText({ users, client }: FirstStartSecrets): string {
  return [
    'Portcullis made these at its first start. Keep them in a password manager and delete this file;',
    'the gateway itself keeps only hashes.',
    '',
    ...users.map(({ name, password }) => `user    ${name}  ${password}`),
    `client  ${client.id}  ${client.secret}`,
    '',
  ].join('\n');
}
