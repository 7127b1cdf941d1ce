import { isUid, type Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';

/** PS3.18 8.2: what stands in a path for a UID, percent-decoded once, is a UID (PS3.5 9.1) or the request is refused. */
export function parseUidPath(text: string | undefined): Uid {
  if (text !== undefined && isUid(text)) return text;
  throw new GatewayError(
    'uid-invalid',
    'A UID in the path is not a DICOM UID; write it as numbers and dots (PS3.5 9.1).',
  );
}
