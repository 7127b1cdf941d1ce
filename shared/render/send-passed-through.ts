import type { ByteRange } from '../dicom/byte-range.ts';
import { GatewayError } from '../errors.ts';
import { joinedBytes } from '../retrieve/joined-bytes.ts';
import { exactly, outgoingBytes } from '../retrieve/outgoing-bytes.ts';
import { readRanges, totalBytes } from '../retrieve/read-ranges.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import type { InstanceSource } from './image-source.ts';
import { findNumber } from './json-values.ts';
import type { Renderable } from './renderable.ts';

type PassedThrough = Extract<Renderable, { kind: 'video' | 'document' }>;

/** Videos and documents are what they are inside of the instance: their bytes go out as they lie. */
export function sendPassedThrough(shown: PassedThrough): Retrieved {
  const { source, essence, kind } = shown;
  const inline = kind === 'document' ? source.header.dicomJson[documentTag]?.InlineBinary : undefined;
  if (inline !== undefined) {
    const bytes = trimmed(Buffer.from(inline, 'base64'), source);
    return answer(essence, bytes.length, async () => bytes);
  }
  const ranges = kind === 'video' ? videoRanges(source) : documentRanges(source);
  const byteLength = totalBytes(ranges);
  const open = () => outgoingBytes(exactly(byteLength, joinedBytes(readRanges(source.open, ranges))));
  return answer(essence, byteLength, open);
}

const documentTag = '00420011';

function answer(essence: string, byteLength: number, open: Retrieved['open']): Retrieved {
  return {
    status: 200,
    headers: { 'Content-Type': essence, 'Content-Length': String(byteLength) },
    open,
    count: 1,
  };
}

/** PS3.5 8.2.5 ff.: the fragments of a video, joined, are its file. */
function videoRanges({ header: { bulk, frames } }: InstanceSource): readonly ByteRange[] {
  const fragments = bulk['7FE00010']?.fragments;
  if (fragments !== undefined) return fragments;
  return frames?.kind === 'encapsulated' ? frames.frames.flat() : [];
}

function documentRanges(source: InstanceSource): readonly ByteRange[] {
  const value = source.header.bulk[documentTag];
  if (value === undefined) throw new GatewayError('bulkdata-not-found', 'This instance holds no document.');
  return [{ offset: value.offset, length: lengthWithoutPadding(value.length, source) }];
}

const trimmed = (bytes: Uint8Array, source: InstanceSource): Uint8Array =>
  bytes.subarray(0, lengthWithoutPadding(bytes.length, source));

/** PS3.3 C.24.2, Encapsulated Document Length: without the byte that made it even. */
function lengthWithoutPadding(length: number, { header: { dicomJson } }: InstanceSource): number {
  const declared = findNumber(dicomJson, '00420015');
  return declared === length - 1 ? declared : length;
}
