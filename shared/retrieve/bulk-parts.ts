import type { ByteRange } from '../dicom/byte-range.ts';
import type { BulkValue, InstanceHeader } from '../dicom/instance-header.ts';
import { type BulkKind, isOfKind } from './bulk-kind.ts';
import { wireSyntaxOf } from './wire-syntax.ts';

/** One part of an answer: what stands over it, and where in the instance its bytes lie. */
export interface BulkPart {
  readonly headers: Readonly<Record<string, string>>;
  readonly ranges: readonly ByteRange[];
}

/**
 * The values of an instance in the order in which they lie in it, so that it is read once. Each is at the BulkDataURI that
 * metadata give (PS3.18 10.4.1.1.5); of compressed pixel data each frame is a part (8.7.3.3).
 */
export function bulkPartsOf(
  { bulk, frames, transferSyntaxUid }: InstanceHeader,
  { kind, essence, url }: { readonly kind: BulkKind; readonly essence: string; readonly url: string },
): readonly BulkPart[] {
  const values = Object.entries(bulk).filter(([path]) => isOfKind(kind, path));
  return values
    .sort(([, one], [, other]) => one.offset - other.offset)
    .flatMap(([path, value]) => {
      const syntax = wireSyntaxOf(transferSyntaxUid, value.fragments !== undefined);
      const headers = {
        'Content-Type': `${essence}; transfer-syntax=${syntax}`,
        'Content-Location': `${url}/bulkdata/${path}`,
      };
      return rangesOfParts(path, value, frames).map((ranges) => ({ headers, ranges }));
    });
}

function rangesOfParts(
  path: string,
  value: BulkValue,
  frames: InstanceHeader['frames'],
): readonly (readonly ByteRange[])[] {
  if (path === '7FE00010' && frames?.kind === 'encapsulated') return frames.frames;
  return [value.fragments ?? [value]];
}
