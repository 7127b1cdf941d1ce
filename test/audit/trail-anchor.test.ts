import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anchorText, parseAnchor } from '../../shared/audit/trail-anchor.ts';

const key = createSecretKey(randomBytes(32));
const end = { stream: 'a-stream', sequence: 7, hash: 'a'.repeat(64) };

describe('the anchor of a trail', () => {
  it('is read back as it was sealed', () => {
    expect(parseAnchor(key, anchorText(key, end))).toEqual(end);
  });

  it('is nothing when it was changed, torn or sealed with another key', () => {
    const text = anchorText(key, end);

    expect(parseAnchor(key, text.replace('"sequence":7', '"sequence":6'))).toBeUndefined();
    expect(parseAnchor(key, text.slice(0, -1))).toBeUndefined();
    expect(parseAnchor(key, anchorText(createSecretKey(randomBytes(32)), end))).toBeUndefined();
    expect(parseAnchor(key, '')).toBeUndefined();
  });
});
