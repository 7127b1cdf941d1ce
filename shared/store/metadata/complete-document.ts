import { DicomError } from '../../dicom/dicom-error.ts';
import type { DicomJson } from '../../dicom/dicom-json.ts';
import { findText } from '../../dicom/json-numbers.ts';
import type { BulkPart } from './bulk-parts.ts';

const octetStream = 'application/octet-stream';

/**
 * PS3.18 10.5.2 and PS3.3 C.24.2: the part of an encapsulated document is of the type that (0042,0012) says, or says it. The
 * length (0042,0015) tells a reader where the padding begins.
 */
export function completeDocument(dicomJson: DicomJson, { essence, length }: BulkPart): DicomJson {
  const stated = findText(dicomJson, '00420012')?.trim().toLowerCase();
  if (essence !== octetStream && stated !== undefined && stated !== '' && stated !== essence) {
    throw new DicomError('bulk-contradictory', '(0042,0012) is not the media type of the document');
  }
  const statedLength = Number(dicomJson['00420015']?.Value?.[0] ?? length);
  if (statedLength !== length && statedLength !== length - 1) {
    throw new DicomError('bulk-contradictory', '(0042,0015) is not the length of the document');
  }
  return {
    ...dicomJson,
    ...(!stated && essence !== octetStream && { '00420012': { vr: 'LO', Value: [essence] } }),
    '00420015': { vr: 'UL', Value: [statedLength] },
  };
}
