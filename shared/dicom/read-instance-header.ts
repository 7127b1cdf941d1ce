import type { InstanceHeader } from './instance-header.ts';
import { Part10Reader } from './part10-reader.ts';

/** Reads a kept instance again, as reindex does when a sidecar is lost. */
export async function readInstanceHeader(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<InstanceHeader> {
  const reader = new Part10Reader();
  for await (const chunk of chunks) await reader.push(chunk);
  return reader.finish();
}
