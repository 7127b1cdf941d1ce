import { join } from 'node:path';
import type { InstanceKey } from '../../dicom/instance-key.ts';
import { isUid } from '../../dicom/uid.ts';
import type { SeriesKey } from '../../ports/image-archive.ts';

const instanceEnding = '.dcm';
const partsOfMark = 4;

/** The names of docs/storage-layout.md. Only a checked `Uid` ever becomes part of a path. */
export class FolderLayout {
  /** The instances, for people and backups to read; everything else can be lost. */
  readonly studies: string;
  /** Drafts without a name yet; whatever is here at the start was left by a crash. */
  readonly incoming: string;
  /** A second name (hard link) for each instance that the index has not confirmed yet. */
  readonly unsettled: string;

  constructor(root: string) {
    this.studies = join(root, 'studies');
    this.incoming = join(root, 'incoming');
    this.unsettled = join(root, 'unsettled');
  }

  study({ studyUid }: Pick<InstanceKey, 'studyUid'>): string {
    return join(this.studies, studyUid);
  }

  series({ studyUid, seriesUid }: SeriesKey): string {
    return join(this.studies, studyUid, seriesUid);
  }

  instance(key: InstanceKey): string {
    return join(this.series(key), `${key.sopInstanceUid}${instanceEnding}`);
  }

  sidecar(key: InstanceKey): string {
    return join(this.series(key), `${key.sopInstanceUid}.sidecar`);
  }

  /** Derived from the whole series, and never the name of an instance. */
  pack(series: SeriesKey): string {
    return join(this.series(series), 'metadata.pack');
  }

  draft(id: string): string {
    return join(this.incoming, id);
  }

  mark(key: InstanceKey, id: string): string {
    return join(this.unsettled, [key.studyUid, key.seriesUid, key.sopInstanceUid, id].join('_'));
  }
}

/** The SOP Instance UID of a file in a series folder; `undefined` for sidecars and for what is not ours. */
export function sopInstanceUidOf(fileName: string): InstanceKey['sopInstanceUid'] | undefined {
  if (!fileName.endsWith(instanceEnding)) return undefined;
  const stem = fileName.slice(0, -instanceEnding.length);
  return isUid(stem) ? stem : undefined;
}

export function keyOfMark(fileName: string): InstanceKey | undefined {
  const [studyUid = '', seriesUid = '', sopInstanceUid = '', ...rest] = fileName.split('_');
  if (rest.length !== partsOfMark - 3) return undefined;
  return isUid(studyUid) && isUid(seriesUid) && isUid(sopInstanceUid)
    ? { studyUid, seriesUid, sopInstanceUid }
    : undefined;
}
