import { CommandFailure, usageFailure } from '../command-failure.ts';
import type { GatewayClient } from '../http/gateway-client.ts';
import { listEntries } from './list-entries.ts';

export const idHelp = `ID is what "portcullis quarantine list" shows: its first 8 digits are enough where no other begins
with them.
`;

/** Where one entry is asked for; the start of an id is looked up in the list. */
export async function entryPath(
  client: GatewayClient,
  { call, ids: [id, ...more] }: { readonly call: string; readonly ids: readonly string[] },
): Promise<string> {
  if (id === undefined || more.length > 0) throw usageFailure(call, 'name one entry: ID');
  if (!/^[0-9a-f]{8,64}$/.test(id)) throw usageFailure(call, 'an ID is 64 hex digits, of which 8 or more are enough');
  return `/gateway/quarantine/${id.length === 64 ? id : await wholeId(client, id)}`;
}

async function wholeId(client: GatewayClient, start: string): Promise<string> {
  const { entries } = await listEntries(client, { filter: {}, limit: Number.MAX_SAFE_INTEGER });
  const [found, ...others] = entries.filter(({ id }) => id.startsWith(start));
  if (found === undefined) throw new CommandFailure(`nothing is held under an id that begins with ${start}`);
  if (others.length > 0) throw new CommandFailure(`${others.length + 1} ids begin with ${start}; write more of it`);
  return found.id;
}
