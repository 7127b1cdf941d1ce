import { expectForm, type GatewayClient } from '../http/gateway-client.ts';
import { type Entry, pageForm } from './entry-form.ts';

export interface ListWish {
  readonly filter: Readonly<Record<string, string>>;
  readonly limit: number;
}

export interface Listed {
  readonly entries: readonly Entry[];
  readonly total: number;
}

const pageSize = 1_000;

/** Page by page, as far as the limit or the end. */
export async function listEntries(client: GatewayClient, { filter, limit }: ListWish): Promise<Listed> {
  const entries: Entry[] = [];
  for (;;) {
    const window = { limit: String(Math.min(pageSize, limit - entries.length)), offset: String(entries.length) };
    const query = new URLSearchParams({ ...filter, ...window });
    const page = expectForm(pageForm, await client.get(`/gateway/quarantine?${query}`));
    entries.push(...page.entries);
    const isAll = page.entries.length === 0 || entries.length >= Math.min(limit, page.total);
    if (isAll) return { entries, total: page.total };
  }
}
