import { createHash } from 'node:crypto';
import { type Authorized, authorize } from '../../shared/access/authorize.ts';
import type { Caller } from '../../shared/access/caller.ts';
import type { Action } from '../../shared/access/scopes.ts';
import type { DicomJson, DicomJsonValue } from '../../shared/dicom/dicom-json.ts';
import type { FrameTable } from '../../shared/dicom/frame-table.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { SearchQuery } from '../../shared/ports/search-query.ts';
import type { IndexedInstance } from '../../shared/ports/study-index.ts';

const everyone: Caller = {
  kind: 'user',
  subject: 'someone',
  clientId: 'tests',
  actions: new Set<Action>(['study.search', 'study.read', 'study.write', 'archive.maintain']),
  groups: [],
  tokenId: 'token',
  issuedAt: 0,
};

export const permitTo = <A extends Action>(action: A): Authorized<A> => authorize(everyone, action);

export const permits = {
  write: permitTo('study.write'),
  search: permitTo('study.search'),
  read: permitTo('study.read'),
  maintain: permitTo('archive.maintain'),
};

/** Numbers under the test root 2.25; `uidOf(1, 2)` is a series of study 1. */
export const uidOf = (...numbers: readonly number[]): Uid => ['2.25', ...numbers].join('.') as Uid;

export interface InstanceWishes {
  readonly study?: number;
  readonly series?: number;
  readonly instance?: number;
  /** By tag: one value, several, or none. */
  readonly attributes?: Readonly<Record<string, DicomJsonValue | readonly DicomJsonValue[]>>;
  readonly bytes?: string;
  readonly frames?: FrameTable;
}

/** An instance as the store would hand it to the index; nothing of it comes from a real person. */
export function makeInstance(wishes: InstanceWishes = {}): IndexedInstance {
  const { study = 1, series = 1, instance = 1, attributes = {}, bytes } = wishes;
  const sopInstanceUid = uidOf(study, series, instance);
  const sopClassUid = '1.2.840.10008.5.1.4.1.1.2' as Uid;
  const values = { '00080016': sopClassUid, '00080018': sopInstanceUid, '00200013': instance, ...attributes };
  return {
    header: {
      key: { studyUid: uidOf(study), seriesUid: uidOf(study, series), sopInstanceUid },
      sopClassUid,
      transferSyntaxUid: '1.2.840.10008.1.2.1' as Uid,
      dicomJson: jsonOf({ '0020000D': uidOf(study), '0020000E': uidOf(study, series), ...values }),
      bulk: {},
      frames: wishes.frames,
    },
    byteLength: 1_000,
    sha256: createHash('sha256')
      .update(bytes ?? sopInstanceUid)
      .digest('hex'),
  };
}

const representations: Readonly<Record<string, string>> = {
  '00080020': 'DA',
  '00080030': 'TM',
  '00080050': 'SH',
  '00080021': 'DA',
  '00080060': 'CS',
  '00080090': 'PN',
  '00100010': 'PN',
  '00100030': 'DA',
  '00101001': 'PN',
  '00101002': 'SQ',
  '00180050': 'DS',
  '00200052': 'UI',
  '00200010': 'SH',
  '00400275': 'SQ',
};

function jsonOf(values: NonNullable<InstanceWishes['attributes']>): DicomJson {
  return Object.fromEntries(
    Object.entries(values).map(([tag, value]) => {
      const vr = representations[tag] ?? 'LO';
      const list = (Array.isArray(value) ? value : [value]) as readonly DicomJsonValue[];
      const named = list.map((one) => (vr === 'PN' && typeof one === 'string' ? { Alphabetic: one } : one));
      return [tag, named.length === 0 ? { vr } : { vr, Value: named }];
    }),
  );
}

export function makeQuery(wishes: Partial<SearchQuery> = {}): SearchQuery {
  return { level: 'study', within: {}, matches: [], fuzzyMatching: false, limit: 100, offset: 0, ...wishes };
}
