import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainEnd, chainRecords, endAfter, recordLine, startOfChain } from '../../shared/audit/hash-chain.ts';
import { type BreakKind, type TrailLine, type TrailVerdict, verifyTrail } from '../../shared/audit/verify-trail.ts';
import { makeAuditEvent } from './make-audit-event.ts';

const key = createSecretKey(randomBytes(32));
const stream = 'a-stream';

/** A trail of `count` records sealed with `sealKey`, as lines, and its end. */
function makeTrail(count: number, sealKey = key): { readonly lines: string[]; readonly anchor: ChainEnd } {
  const events = Array.from({ length: count }, (_, number) => {
    return { event: makeAuditEvent({ requestId: `request-${number}` }), time: '2026-11-23T10:00:00.000Z' };
  });
  const records = chainRecords(sealKey, startOfChain(stream), events);
  const last = records.at(-1);
  return { lines: records.map(recordLine), anchor: last === undefined ? startOfChain(stream) : endAfter(last) };
}

function verify(texts: readonly string[], anchor: ChainEnd | undefined): Promise<TrailVerdict> {
  return verifyTrail({ key, anchor, lines: asLines(texts) });
}

async function* asLines(texts: readonly string[]): AsyncGenerator<TrailLine> {
  for (const [at, text] of texts.entries()) {
    yield { file: 'trail', line: at + 1, text: text.replace(/ torn$/, ''), isWhole: !text.endsWith(' torn') };
  }
}

const breakOf = (kind: BreakKind, line: number) => ({ kind: 'broken', where: expect.objectContaining({ kind, line }) });

describe('verification of a trail', () => {
  it('finds a whole one whole, and says where it ends', async () => {
    const { lines, anchor } = makeTrail(5);

    expect(await verify(lines, anchor)).toEqual({ kind: 'whole', end: anchor, hasTornTail: false });
    expect(await verify([], startOfChain(stream))).toMatchObject({ kind: 'whole' });
  });

  it('takes records beyond the anchor for whole: the anchor is written after them', async () => {
    const { lines } = makeTrail(5);

    expect(await verify(lines, makeTrail(3).anchor)).toMatchObject({ kind: 'whole', end: { sequence: 5 } });
  });

  it('finds a change of any byte to any other', async () => {
    const { lines, anchor } = makeTrail(4);

    await fc.assert(
      fc.asyncProperty(fc.nat(3), fc.nat(10_000), fc.integer({ min: 1, max: 255 }), async (at, place, flip) => {
        const bytes = Buffer.from(lines[at] ?? '');
        bytes.writeUInt8(bytes.readUInt8(place % bytes.length) ^ flip, place % bytes.length);
        const verdict = await verify(lines.with(at, bytes.toString()), anchor);
        expect(verdict).toMatchObject({ kind: 'broken', where: { line: at + 1, lastGoodSequence: at } });
      }),
      { numRuns: 500 },
    );
  });

  it('finds any line that is dropped, doubled or swapped with its neighbour', async () => {
    const { lines, anchor } = makeTrail(6);

    for (let at = 0; at < 5; at++) {
      expect(await verify(lines.toSpliced(at, 1), anchor)).toEqual(breakOf('missing', at + 1));
      expect(await verify(lines.toSpliced(at, 0, lines[at] ?? ''), anchor)).toEqual(breakOf('misplaced', at + 2));
      expect(await verify(lines.toSpliced(at, 2, lines[at + 1] ?? '', lines[at] ?? ''), anchor)).toEqual(
        breakOf('missing', at + 1),
      );
    }
  });

  it('finds that the end was cut off, even all of it', async () => {
    const { lines, anchor } = makeTrail(6);

    for (let kept = 0; kept < 6; kept++)
      expect(await verify(lines.slice(0, kept), anchor)).toEqual(breakOf('cut-off', kept));
  });

  it('finds a chain that was computed anew without the key', async () => {
    const { anchor } = makeTrail(3);

    expect(await verify(makeTrail(3, createSecretKey(randomBytes(32))).lines, anchor)).toEqual(breakOf('edited', 1));
  });

  it('finds a genuine record of another stream', async () => {
    const { lines, anchor } = makeTrail(3);
    const [foreign] = chainRecords(key, { stream: 'other', sequence: 1, hash: '0'.repeat(64) }, [
      { event: makeAuditEvent(), time: '2026-11-23T10:00:00.000Z' },
    ]);

    const verdict = await verify(lines.with(1, foreign === undefined ? '' : recordLine(foreign)), anchor);

    expect(verdict).toEqual(breakOf('misplaced', 2));
  });

  it('finds two genuine histories of one stream put together', async () => {
    const { lines, anchor } = makeTrail(3);
    const [other] = chainRecords(key, { stream, sequence: 1, hash: 'f'.repeat(64) }, [
      { event: makeAuditEvent(), time: '2026-11-23T10:00:00.000Z' },
    ]);

    const verdict = await verify(lines.with(1, other === undefined ? '' : recordLine(other)), anchor);

    expect(verdict).toEqual(breakOf('unlinked', 2));
  });

  it('finds an anchor of another history, and a missing one', async () => {
    const { lines, anchor } = makeTrail(3);

    expect(await verify(lines, { ...anchor, hash: 'f'.repeat(64) })).toEqual(breakOf('anchor-differs', 3));
    expect(await verify(lines, undefined)).toEqual(breakOf('anchor-missing', 0));
  });

  it('takes a torn last line for the mark of a crash, anywhere else for damage', async () => {
    const { lines, anchor } = makeTrail(3);

    expect(await verify([...lines, '{"event" torn'], anchor)).toMatchObject({ kind: 'whole', hasTornTail: true });
    expect(await verify([...lines.slice(0, 2), '{"ev torn', ...lines.slice(2)], anchor)).toEqual(
      breakOf('unreadable', 3),
    );
    expect(await verify([...lines.slice(0, 2), '{"ev torn'], anchor)).toEqual(breakOf('cut-off', 3));
  });

  it('finds the same record in another spelling', async () => {
    const { lines, anchor } = makeTrail(2);

    expect(await verify(lines.with(0, ` ${lines[0]}`), anchor)).toEqual(breakOf('unreadable', 1));
    expect(await verify(lines.with(1, (lines[1] ?? '').replace('viewer', '\\u0076iewer')), anchor)).toEqual(
      breakOf('unreadable', 2),
    );
  });

  it.each([['[]'], ['{}'], ['null'], ['['.repeat(8_000)], ['{"a":'.repeat(1_000)], ['']])(
    'finds the line %.12s… that is no record',
    async (text) => {
      const { lines, anchor } = makeTrail(2);

      expect(await verify(lines.with(1, text), anchor)).toEqual(breakOf('unreadable', 2));
    },
  );
});
