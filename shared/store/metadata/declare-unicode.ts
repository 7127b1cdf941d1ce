import type { DicomJson, DicomJsonValue } from '../../dicom/dicom-json.ts';
import { isTextVr } from '../../dicom/value-representations.ts';

/** PS3.18 F.2: metadata are Unicode. Where they do not say so and need it, the file that is made of them says ISO_IR 192. */
export function declareUnicode(dicomJson: DicomJson): DicomJson {
  if (dicomJson['00080005']?.Value !== undefined || !needsUnicode(dicomJson)) return dicomJson;
  return { ...dicomJson, '00080005': { vr: 'CS', Value: ['ISO_IR 192'] } };
}

/** Calls itself for items, at most as deep as metadata may nest. */
function needsUnicode(dicomJson: DicomJson): boolean {
  return Object.values(dicomJson).some(({ vr, Value = [] }) => {
    if (vr === 'SQ') return Value.some((item) => needsUnicode(item as DicomJson));
    return isTextVr(vr) && Value.some(isBeyondAscii);
  });
}

function isBeyondAscii(value: DicomJsonValue): boolean {
  if (typeof value === 'string') return /[^\t\n\f\r\x20-\x7e]/.test(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isBeyondAscii);
}
