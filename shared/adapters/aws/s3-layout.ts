import type { InstanceKey } from '../../dicom/instance-key.ts';
import { isUid } from '../../dicom/uid.ts';
import type { SeriesKey } from '../../ports/image-archive.ts';

const instanceEnding = '.dcm';

/** The keys of docs/storage-layout.md: four prefixes, so that each can have its own grant and its own lifecycle rule. */
export const prefixes = {
  studies: 'studies/',
  sidecars: 'sidecars/',
  unsettled: 'unsettled/',
  incoming: 'incoming/',
} as const;

export function instanceObject(key: InstanceKey): string {
  return `${prefixes.studies}${pathOf(key)}${instanceEnding}`;
}

export function sidecarObject(key: InstanceKey): string {
  return `${prefixes.sidecars}${pathOf(key)}`;
}

/** Beside the sidecars of its series, which it is derived from. */
export function packObject({ studyUid, seriesUid }: SeriesKey): string {
  return `${prefixes.sidecars}${studyUid}/${seriesUid}`;
}

/** There as long as nobody said that the index has the instance. */
export function markObject(key: InstanceKey): string {
  return `${prefixes.unsettled}${pathOf(key)}`;
}

export function incomingObject(id: string): string {
  return `${prefixes.incoming}${id}`;
}

export function keyOfInstanceObject(name: string): InstanceKey | undefined {
  if (!name.startsWith(prefixes.studies) || !name.endsWith(instanceEnding)) return undefined;
  return keyOfPath(name.slice(prefixes.studies.length, -instanceEnding.length));
}

export function keyOfMarkObject(name: string): InstanceKey | undefined {
  return name.startsWith(prefixes.unsettled) ? keyOfPath(name.slice(prefixes.unsettled.length)) : undefined;
}

function pathOf({ studyUid, seriesUid, sopInstanceUid }: InstanceKey): string {
  return `${studyUid}/${seriesUid}/${sopInstanceUid}`;
}

function keyOfPath(path: string): InstanceKey | undefined {
  const [studyUid = '', seriesUid = '', sopInstanceUid = '', ...rest] = path.split('/');
  if (rest.length > 0) return undefined;
  return isUid(studyUid) && isUid(seriesUid) && isUid(sopInstanceUid)
    ? { studyUid, seriesUid, sopInstanceUid }
    : undefined;
}
