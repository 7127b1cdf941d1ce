import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { InstanceKey } from '../../shared/dicom/instance-key.ts';
import { hex, hostileCt, secret } from '../makers/hostile-ct.ts';
import type { MadeInstance } from '../makers/make-ct.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { startHostUnderAttack } from './host-under-attack.ts';
import { asKept, fetchBack, openTarget, storeWell, type Target } from './target.ts';

const extra = [
  sequence('00081140', [[element('00081155', 'UI', '2.25.9')], []], { undefinedLength: true }),
  element('00091001', 'UN', Buffer.alloc(200, 1)),
];
const jpeg = fragments([Buffer.alloc(4), hex('ffd8ffe000'), Buffer.alloc(9)]);
const kinds = [
  () => hostileCt({ extra, rows: 4, columns: 4 }),
  () => hostileCt({ extra, rows: 4, columns: 4, transferSyntaxUid: transferSyntaxes.implicitLittleEndian }),
  () => hostileCt({ extra, rows: 4, columns: 4, transferSyntaxUid: transferSyntaxes.explicitBigEndian }),
  () => hostileCt({ extra, rows: 4, columns: 4, transferSyntaxUid: transferSyntaxes.deflated }),
  () => hostileCt({ extra, transferSyntaxUid: transferSyntaxes.jpegBaseline, pixelData: jpeg }),
];

type Change = (bytes: Buffer) => Buffer;
const at = (bytes: Buffer, where: number): number => Math.floor(where * bytes.length);
const where = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** What fuzzers of DICOM readers do: bytes, words, cuts, repeats, and numbers that mean something. */
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(where, fc.nat({ max: 255 })).map(
    ([place, value]): Change =>
      (bytes) =>
        spliced(bytes, place, 1, Buffer.of(value)),
  ),
  fc.tuple(where, fc.nat({ max: 64 })).map(
    ([place, count]): Change =>
      (bytes) =>
        spliced(bytes, place, count, Buffer.alloc(0)),
  ),
  fc.tuple(where, fc.uint8Array({ maxLength: 64 })).map(
    ([place, more]): Change =>
      (bytes) =>
        spliced(bytes, place, 0, more),
  ),
  fc.tuple(where, where).map(
    ([from, to]): Change =>
      (bytes) =>
        spliced(bytes, to, 0, bytes.subarray(at(bytes, from)).subarray(0, 300)),
  ),
  fc
    .tuple(
      where,
      fc.constantFrom(
        'ffffffff',
        'feffffff',
        '00000000',
        '00000080',
        'feff00e0',
        'feffdde0',
        '0d0a2d2d',
        '5351',
        '554e',
      ),
    )
    .map(
      ([place, word]): Change =>
        (bytes) =>
          spliced(bytes, place, word.length / 2, hex(word)),
    ),
  where.map(
    (place): Change =>
      (bytes) =>
        bytes.subarray(0, at(bytes, place)),
  ),
);

function spliced(bytes: Buffer, place: number, removed: number, put: Uint8Array): Buffer {
  const start = at(bytes, place);
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + removed)]);
}

const attempt = fc.record({
  make: fc.constantFrom(...kinds),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  target: fc.constantFrom('file', 'body'),
});

const allowed = new Set([200, 202, 400, 409, 413, 415]);

describe('a valid store, changed at random', () => {
  let target: Target;
  beforeAll(async () => {
    target = await openTarget(await startHostUnderAttack());
  });
  afterAll(() => target.host.stop());

  it('is kept as it came or refused, and never fails', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(attempt, async ({ make, changes, target: changed }) => {
        const apply = (bytes: Buffer) => changes.reduce((before, each) => each(before), bytes);
        const { bytes } = make();
        const file = changed === 'file' ? apply(bytes) : bytes;
        const whole = multipartBody([file]);
        const body = changed === 'body' ? apply(whole.body) : whole.body;

        const response = await target.fetch('/studies', {
          method: 'POST',
          body: body as Buffer<ArrayBuffer>,
          headers: { 'content-type': whole.contentType },
          signal: AbortSignal.timeout(10_000),
        });

        const text = await response.text();
        expect(allowed.has(response.status), `status ${response.status}`).toBe(true);
        for (const key of keysIn(response.status, text)) await assertKept(target, key, { file, body });
      }),
      { numRuns: 300, interruptAfterTimeLimit: 90_000 },
    );

    const files = [...(await target.host.archivedFiles()), ...(await target.host.quarantinedFiles())];
    const leftOver = files.filter((path) => /^\/(?:incoming|unsettled)/.test(path));
    expect(leftOver).toEqual([]);
    expect(target.host.log().includes('"unexpected-error"')).toBe(false);
    expect(target.host.log().includes('"guard-failed"')).toBe(false);
    expect(target.host.log().includes(secret)).toBe(false);
    expect((await target.host.quarantineNotes()).includes(secret)).toBe(false);
    await storeWell(target);
  });
});

/** What the answer says was stored: the Retrieve URLs of the Referenced SOP Sequence. */
function keysIn(status: number, text: string): InstanceKey[] {
  if (status !== 200 && status !== 202) return [];
  const items = ((JSON.parse(text) as DicomJson)['00081199']?.Value ?? []) as DicomJson[];
  return items.map((item) => {
    const [, studyUid, seriesUid, sopInstanceUid] =
      /studies\/([\d.]+)\/series\/([\d.]+)\/instances\/([\d.]+)$/.exec(String(item['00081190']?.Value?.[0])) ?? [];
    return { studyUid, seriesUid, sopInstanceUid } as InstanceKey;
  });
}

interface Sent {
  readonly file: Buffer;
  readonly body: Buffer;
}

/** Where the body itself was changed, what is kept is at least a piece of it. */
async function assertKept(target: Target, key: InstanceKey, { file, body }: Sent): Promise<void> {
  const kept = await fetchBack(target, key);
  const isWhole = kept?.equals(asKept({ bytes: file } as MadeInstance)) === true;
  const isPiece = kept !== undefined && body.includes(kept.subarray(128));

  expect(isWhole || isPiece).toBe(true);
}
