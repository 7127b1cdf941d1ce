import { constants, gunzipSync, gzipSync } from 'node:zlib';
import type { ByteRange } from './byte-range.ts';
import type { FrameTable } from './frame-table.ts';
import type { BulkValue, InstanceHeader } from './instance-header.ts';

/** What is derived from sidecars carries it on. */
export const sidecarVersion = 1;

/** Ranges as one flat list, offset and length in turn: a slide of 100 000 tiles has as many. */
type FlatRanges = readonly number[];

interface FlatBulkValue extends Omit<BulkValue, 'fragments'> {
  readonly fragments?: FlatRanges;
}

type FlatFrames =
  | Exclude<FrameTable, { kind: 'encapsulated' }>
  | { readonly kind: 'encapsulated'; readonly frames: FlatRanges[] };

interface SidecarV1 extends Omit<InstanceHeader, 'bulk' | 'frames'> {
  readonly version: typeof sidecarVersion;
  readonly bulk: Readonly<Record<string, FlatBulkValue>>;
  readonly frames?: FlatFrames;
  /** The guard's word on the instance; opaque here. It cannot be derived from the bytes, so a lost one stays lost until a rescan. */
  readonly inspection?: object;
}

/** What is kept beside an instance, so that metadata and frames are served without parsing it again. */
export function encodeSidecar(header: InstanceHeader, inspection?: object): Uint8Array {
  const { bulk, frames, ...plain } = header;
  const sidecar: SidecarV1 = {
    version: sidecarVersion,
    ...plain,
    bulk: mapValues(bulk, flatBulk),
    ...(frames === undefined ? {} : { frames: flatFrames(frames) }),
    ...(inspection === undefined ? {} : { inspection }),
  };
  return gzipSync(JSON.stringify(sidecar), { level: constants.Z_BEST_SPEED });
}

/** How long the header is as JSON, which tells what it weighs in memory: gzip ends with it (RFC 1952 2.3.1). */
export function headerBytesOf(sidecar: Uint8Array): number {
  return Buffer.from(sidecar.buffer, sidecar.byteOffset, sidecar.byteLength).readUInt32LE(sidecar.byteLength - 4);
}

/** `undefined` for a sidecar that is torn or of another version: it is derived, so the caller derives it anew. */
export function decodeSidecar(bytes: Uint8Array): InstanceHeader | undefined {
  const sidecar = findSidecar(bytes);
  if (sidecar?.version !== sidecarVersion) return undefined;
  const { version: _version, inspection: _inspection, bulk, frames, ...plain } = sidecar;
  return {
    ...plain,
    bulk: mapValues(bulk, deepBulk),
    frames: frames === undefined ? undefined : deepFrames(frames),
  };
}

/** `undefined` where the sidecar was derived from the bytes alone. */
export function inspectionIn(bytes: Uint8Array): object | undefined {
  return findSidecar(bytes)?.inspection;
}

function findSidecar(bytes: Uint8Array): SidecarV1 | undefined {
  try {
    return JSON.parse(gunzipSync(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

const flatten = (ranges: readonly ByteRange[]): FlatRanges => ranges.flatMap(({ offset, length }) => [offset, length]);

function deepen(flat: FlatRanges): ByteRange[] {
  return Array.from({ length: flat.length / 2 }, (_, index) => ({
    offset: flat[index * 2] as number,
    length: flat[index * 2 + 1] as number,
  }));
}

function flatBulk({ fragments, ...rest }: BulkValue): FlatBulkValue {
  return fragments === undefined ? rest : { ...rest, fragments: flatten(fragments) };
}

function deepBulk({ fragments, ...rest }: FlatBulkValue): BulkValue {
  return fragments === undefined ? rest : { ...rest, fragments: deepen(fragments) };
}

function flatFrames(frames: FrameTable): FlatFrames {
  return frames.kind === 'native' ? frames : { kind: frames.kind, frames: frames.frames.map(flatten) };
}

function deepFrames(frames: FlatFrames): FrameTable {
  return frames.kind === 'native' ? frames : { kind: frames.kind, frames: frames.frames.map(deepen) };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
