import { z } from 'zod';
import { canonicalJson } from './canonical-json.ts';
import { type AuditKey, type ChainEnd, isSealedBy, sealOf } from './hash-chain.ts';

const anchorShape = z.strictObject({
  stream: z.string(),
  sequence: z.int().nonnegative(),
  hash: z.string(),
  seal: z.string(),
});

/** A chain cannot tell that its last records were cut off; a sealed note of where it had got to, kept apart, can. */
export function anchorText(key: AuditKey, { stream, sequence, hash }: ChainEnd): string {
  const end = { stream, sequence, hash };
  return canonicalJson({ ...end, seal: sealOf(key, end) });
}

/** `undefined` for what is torn, forged or sealed with another key. */
export function parseAnchor(key: AuditKey, text: string): ChainEnd | undefined {
  try {
    const parsed = anchorShape.safeParse(JSON.parse(text));
    if (!parsed.success) return undefined;
    const { seal, ...end } = parsed.data;
    return isSealedBy(key, seal, end) ? end : undefined;
  } catch {
    return undefined;
  }
}
