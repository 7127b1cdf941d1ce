import { createHash } from 'node:crypto';
import type { Authorized } from '../access/authorize.ts';
import { sidecarVersion } from '../dicom/sidecar.ts';
import { type Log, stackOf } from '../log.ts';
import type { ImageArchive, SeriesKey } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';

/**
 * The metadata of a whole series as one object, so that a viewer's first question costs one read instead of one an
 * instance. It is derived: its name tells which instances and which base URL it was made of, and one that tells of
 * others is not looked at (decision 0050).
 */
export interface SeriesPack {
  readonly series: SeriesKey;
  /** 64 hex digits, the first bytes of the pack. */
  readonly name: string;
}

/** Fewer instances are read as fast without. */
const minInstances = 8;
/** A longer text is made anew each time: it has to be held until it is whole. */
export const maxPackCharacters = 4 * 1024 * 1024;
const headBytes = 65;

/** `locations` are all instances of one series, in the order of the answer. */
export function packOf(locations: readonly InstanceLocation[], baseUrl: string): SeriesPack | undefined {
  const [first] = locations;
  if (first === undefined || locations.length < minInstances) return undefined;
  const hash = createHash('sha256').update(`${sidecarVersion} ${baseUrl}`);
  for (const { key, sha256 } of locations) hash.update(`\n${key.sopInstanceUid} ${sha256}`);
  const { studyUid, seriesUid } = first.key;
  return { series: { studyUid, seriesUid }, name: hash.digest('hex') };
}

/** The JSON objects of the series with commas between them; `undefined` where no pack tells of these instances. */
export async function readPack(
  permit: Authorized<'study.read'>,
  { series, name }: SeriesPack,
  archive: ImageArchive,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const stored = await archive.readPack(permit, series);
  if (stored === undefined) return undefined;
  const chunks = stored.bytes[Symbol.asyncIterator]();
  const { value: first } = await chunks.next();
  if (first !== undefined && hasName(first, name)) return rest(first, chunks);
  await chunks.return?.();
  return undefined;
}

/** It only saves work, so that a full disk must not keep anybody from reading. */
export async function keepPack(
  permit: Authorized<'study.read'>,
  { series, name }: SeriesPack,
  { archive, log, text }: { readonly archive: ImageArchive; readonly log: Log; readonly text: string },
): Promise<void> {
  try {
    await archive.replacePack(permit, series, Buffer.from(`${name}\n${text}`));
  } catch (error) {
    log.error('pack-not-kept', { stack: stackOf(error) });
  }
}

function hasName(first: Uint8Array, name: string): boolean {
  return Buffer.from(first.buffer, first.byteOffset, first.length).toString('latin1', 0, headBytes) === `${name}\n`;
}

async function* rest(first: Uint8Array, chunks: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield first.subarray(headBytes);
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  } finally {
    await chunks.return?.();
  }
}
