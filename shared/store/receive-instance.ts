import type { Authorized } from '../access/authorize.ts';
import { DicomError } from '../dicom/dicom-error.ts';
import type { InstanceContent } from '../dicom/instance-content.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';
import { Part10Reader } from '../dicom/part10-reader.ts';
import { encodeSidecar } from '../dicom/sidecar.ts';
import type { Gateway } from '../gateway.ts';
import { type Admittance, admit } from '../guard/admission.ts';
import type { Evidence } from '../guard/evidence.ts';
import type { Guard } from '../guard/guard.ts';
import { stackOf } from '../log.ts';
import type { InstanceDraft, SealedBytes } from '../ports/image-archive.ts';
import { failureReasons } from './failure-reasons.ts';
import { refusalOf } from './refusal-of.ts';
import type { RefusedInstance } from './store-outcome.ts';
import { withZeroedPreamble } from './with-zeroed-preamble.ts';

/** An instance that arrived whole, can be read and was inspected; its bytes are a draft, visible to nobody. */
export interface ReceivedInstance extends SealedBytes {
  readonly kind: 'received';
  readonly header: InstanceHeader;
  readonly sidecar: Uint8Array;
  readonly admittance: Admittance;
  /** Where the data set can be added to, should it be redacted. */
  readonly content: Pick<InstanceContent, 'isDeflated' | 'originalAttributes'>;
  readonly draft: InstanceDraft;
}

export interface IncomingInstance {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What the part's headers say besides its media type. */
  readonly partHeaders: readonly string[];
}

/** How the guard is asked: `admit` for what comes from outside, another for what a reviewer releases. */
export type AskGuard = (guard: Guard, evidence: Evidence, sha256: string) => Promise<Admittance>;

/** One pass: each chunk is read for the header and written to the draft, so that no instance is ever held whole. */
export async function receiveInstance(
  permit: Authorized<'study.write' | 'dlp.review'>,
  { bytes, partHeaders }: IncomingInstance,
  gateway: Gateway,
  askGuard: AskGuard = admit,
): Promise<ReceivedInstance | RefusedInstance> {
  const draft = await gateway.archive.openDraft(permit);
  try {
    const { header, content } = await readInto(draft, bytes, gateway.settings.maxInstanceBytes);
    const sealed = await draft.seal();
    const admittance = await askGuard(gateway.guard, { header, content, partHeaders }, sealed.sha256);
    logFailure(admittance, gateway);
    const sidecar = encodeSidecar(header, inspectionOf(admittance));
    return { kind: 'received', header, sidecar, admittance, content: placesIn(content), draft, ...sealed };
  } catch (error) {
    await draft.discard();
    if (error instanceof DicomError) return { kind: 'refused', refusal: refusalOf(error) };
    if (error === tooLarge) return { kind: 'refused', refusal: tooLarge };
    throw error;
  }
}

export const inspectionOf = (admittance: Admittance) =>
  admittance.kind === 'admitted' ? admittance.admission.inspection : admittance.inspected.inspection;

/** Values are not held until the whole body has come. */
const placesIn = ({ isDeflated, originalAttributes }: InstanceContent): ReceivedInstance['content'] => ({
  isDeflated,
  originalAttributes,
});

const tooLarge = {
  reason: failureReasons.outOfResources,
  comment: 'The instance is larger than this gateway takes (MAX_INSTANCE_BYTES).',
};

async function readInto(
  draft: InstanceDraft,
  bytes: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ readonly header: InstanceHeader; readonly content: InstanceContent }> {
  const reader = new Part10Reader({ capture: true });
  let byteLength = 0;
  for await (const chunk of bytes) {
    const offset = byteLength;
    byteLength += chunk.length;
    if (byteLength > maxBytes) throw tooLarge;
    const reading = reader.push(chunk);
    if (reading !== undefined) await reading;
    await draft.write(withZeroedPreamble(chunk, offset));
  }
  return { header: await reader.finish(), content: reader.content() };
}

/** A guard that fails is our bug, and the instance is held for it; where it failed is in the log, without a word of the instance. */
function logFailure(admittance: Admittance, { log }: Gateway): void {
  if (admittance.kind !== 'objected' || admittance.inspected.failure === undefined) return;
  log.error('guard-failed', { stack: stackOf(admittance.inspected.failure) });
}
