import type { InstanceHeader } from '../dicom/instance-header.ts';
import { GatewayError } from '../errors.ts';
import { explicitLittleEndianUid, jpegBaselineUid, transcodingTargetsOf } from '../pixels/transcoding-targets.ts';
import { frameKindOf } from './transcoded-frames.ts';

/**
 * The transfer syntaxes that a whole instance can be written in, beside the one that it is stored in. A lossy copy would be
 * another instance with a name of its own (PS3.3 C.7.6.1.1.5), which nobody has stored: there is none.
 */
export function instanceTargetsOf(header: InstanceHeader): readonly string[] {
  const stored: string = header.transferSyntaxUid;
  return targetsOf(header).filter((target) => target !== stored && target !== jpegBaselineUid);
}

/** Pixels that no codec takes (floats, bits) are copied from one native syntax into another. */
function targetsOf(header: InstanceHeader): readonly string[] {
  const isEncapsulated = header.frames?.kind === 'encapsulated';
  const copied = isEncapsulated ? [] : [explicitLittleEndianUid];
  if (header.bulk['7FE00010'] === undefined || header.frames === undefined) return copied;
  try {
    const kind = frameKindOf(header);
    return isEncapsulated && kind.description.bitsAllocated === 1 ? [] : transcodingTargetsOf(kind);
  } catch (error) {
    if (error instanceof GatewayError) return copied;
    throw error;
  }
}
