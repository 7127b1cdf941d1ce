import type { InstanceKey } from '../dicom/instance-key.ts';

/** PS3.18 10.1.1: where an instance is retrieved; what lies below it (frames, bulk data) is appended. */
export function instanceUrl(publicBaseUrl: string, { studyUid, seriesUid, sopInstanceUid }: InstanceKey): string {
  return `${publicBaseUrl}/dicomweb/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`;
}
