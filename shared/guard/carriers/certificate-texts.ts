import { X509Certificate } from 'node:crypto';
import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { printableTextsOfValue } from './printable-texts.ts';
import { valuePlace } from './value-place.ts';

const certificateOfSigner = 0x04000115;
const certifiedTimestamp = 0x04000310;

/** PS3.3 C.12.1.1.3.1: who signed, and when. */
export const isCertificate = ({ tag }: CarriedValue): boolean =>
  tag === certificateOfSigner || tag === certifiedTimestamp;

/** The signer is a person; the issuer is an organisation, and no one's secret. */
export function* certificateTexts(values: Iterable<CarriedValue>): Generator<InspectedText> {
  for (const value of values) {
    const certificate = value.tag === certificateOfSigner ? findCertificate(value.bytes) : undefined;
    if (certificate === undefined) yield* printableTextsOfValue(value, 'certificate');
    else yield* namesOf(certificate, value);
  }
}

function findCertificate(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

function* namesOf({ subject, subjectAltName }: X509Certificate, value: CarriedValue): Generator<InspectedText> {
  const names = { subject, 'subject alternative name': subjectAltName };
  for (const [detail, text] of Object.entries(names)) {
    if (text !== undefined) yield { place: valuePlace(value, 'certificate', detail), text, isByteForByte: false };
  }
}
