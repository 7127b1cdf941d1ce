import type { Authorized } from '../access/authorize.ts';
import { DicomError } from '../dicom/dicom-error.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { Part10Reader } from '../dicom/part10-reader.ts';
import { encodeSidecar } from '../dicom/sidecar.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceDraft, SealedBytes } from '../ports/image-archive.ts';
import { failureReasons } from './failure-reasons.ts';
import { refusalOf } from './refusal-of.ts';
import type { RefusedInstance } from './store-outcome.ts';
import { withZeroedPreamble } from './with-zeroed-preamble.ts';

/** An instance that arrived whole and can be read; its bytes are a draft, visible to nobody. */
export interface ReceivedInstance extends SealedBytes {
  readonly kind: 'received';
  readonly header: InstanceHeader;
  readonly sidecar: Uint8Array;
  readonly draft: InstanceDraft;
}

/** One pass: each chunk is read for the header and written to the draft, so that no instance is ever held whole. */
export async function receiveInstance(
  permit: Authorized<'study.write'>,
  bytes: AsyncIterable<Uint8Array>,
  gateway: Gateway,
): Promise<ReceivedInstance | RefusedInstance> {
  const draft = await gateway.archive.openDraft(permit);
  try {
    const header = await readInto(draft, bytes, gateway.settings.maxInstanceBytes);
    const sealed = await draft.seal();
    return { kind: 'received', header, sidecar: encodeSidecar(header), draft, ...sealed };
  } catch (error) {
    await draft.discard();
    if (error instanceof DicomError) return { kind: 'refused', refusal: refusalOf(error) };
    if (error === tooLarge) return { kind: 'refused', refusal: tooLarge };
    throw error;
  }
}

const tooLarge = {
  reason: failureReasons.outOfResources,
  comment: 'The instance is larger than this gateway takes (MAX_INSTANCE_BYTES).',
};

async function readInto(
  draft: InstanceDraft,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<InstanceHeader> {
  const reader = new Part10Reader();
  let byteLength = 0;
  for await (const chunk of bytes) {
    const offset = byteLength;
    byteLength += chunk.length;
    if (byteLength > maxBytes) throw tooLarge;
    const reading = reader.push(chunk);
    if (reading !== undefined) await reading;
    await draft.write(withZeroedPreamble(chunk, offset));
  }
  return reader.finish();
}
