import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Check, CheckHit } from '../check.ts';
import { findProgramKind } from '../file-kinds.ts';
import type { Carrier } from '../inspected-text.ts';

/** A viewer that saves a private block or an attached document to a file would hand a program on. */
export const embeddedExecutable: Check = {
  id: 'embedded-executable',
  about:
    'A binary value (private data, an unknown VR, an encapsulated document, trailing padding) is a program or a script; two bytes that look like one are not enough.',
  *inspect({ content }) {
    yield* programsIn(content.values, carrierOf);
    yield* programsIn(content.fileMeta, () => 'file-meta');
  },
};

function* programsIn(
  values: readonly CarriedValue[],
  carrierOf: (value: CarriedValue) => Carrier,
): Generator<CheckHit> {
  for (const value of values) {
    const kind = value.text === undefined ? findProgramKind(value.bytes) : undefined;
    if (kind !== undefined) yield { carrier: carrierOf(value), path: value.path, detail: kind };
  }
}

const encapsulatedDocument = 0x00420011;
const dataSetTrailingPadding = 0xfffcfffc;

function carrierOf({ tag }: CarriedValue): Carrier {
  if (tag === encapsulatedDocument) return 'document';
  return tag === dataSetTrailingPadding ? 'padding' : 'printable-bytes';
}
