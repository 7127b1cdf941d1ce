import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import type { Uid } from '../../shared/dicom/uid.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { failureReasons } from '../../shared/store/failure-reasons.ts';
import { statusOf, storeInstancesResponse } from '../../shared/store/receipt.ts';
import type { RefusedInstance, StoredInstance } from '../../shared/store/store-outcome.ts';
import { freshUid } from '../makers/fresh-uid.ts';

const named = (studyUid = freshUid()) => ({
  key: { studyUid, seriesUid: freshUid(), sopInstanceUid: freshUid() },
  sopClassUid: '1.2.840.10008.5.1.4.1.1.2' as Uid,
});
const inspection: Inspection = {
  verdict: 'allow',
  policyHash: '0'.repeat(64),
  burnedInRisk: 'unknown',
  findings: [],
  findingCount: 0,
};
const stored = (studyUid?: Uid): StoredInstance => ({
  kind: 'stored',
  named: named(studyUid),
  inspection,
  isRedacted: false,
});
const refusal = { reason: failureReasons.truncated, comment: 'The file ends inside an element.' };
const refusedByName: RefusedInstance = { kind: 'refused', refusal, named: named() };
const refusedUnread: RefusedInstance = { kind: 'refused', refusal };
const base = 'https://images.example.org/dicomweb';

describe('the status of a store (PS3.18 Table 10.5.3-1)', () => {
  it.each([
    [200, [stored(), stored()]],
    [202, [stored(), refusedUnread]],
    [409, [refusedByName, refusedUnread]],
  ])('is %i', (status, outcomes) => {
    expect(statusOf(outcomes)).toBe(status);
  });
});

describe('the Store Instances Response Module (PS3.18 I.2)', () => {
  it('references what was stored, below the public base URL', () => {
    const outcome = stored();
    const { studyUid, seriesUid, sopInstanceUid } = outcome.named.key;

    const response = storeInstancesResponse([outcome], base);

    expect(response['00081190']?.Value).toEqual([`${base}/studies/${studyUid}`]);
    expect(response['00081199']?.Value).toEqual([
      {
        '00081150': { vr: 'UI', Value: [outcome.named.sopClassUid] },
        '00081155': { vr: 'UI', Value: [sopInstanceUid] },
        '00081190': {
          vr: 'UR',
          Value: [`${base}/studies/${studyUid}/series/${seriesUid}/instances/${sopInstanceUid}`],
        },
      },
    ]);
  });

  it('has an empty Retrieve URL when there is no one study', () => {
    expect(storeInstancesResponse([stored(), stored()], base)['00081190']).toEqual({ vr: 'UR' });
    expect(storeInstancesResponse([refusedByName], base)['00081190']).toEqual({ vr: 'UR' });
  });

  it('names a refused instance where it is known, and puts it to the other failures where not', () => {
    const response = storeInstancesResponse([refusedByName, refusedUnread], base);

    expect(response['00081198']?.Value).toHaveLength(1);
    expect(response['0008119A']?.Value).toEqual([
      { '00000902': { vr: 'LO', Value: [refusal.comment] }, '00081197': { vr: 'US', Value: [0xc002] } },
    ]);
  });

  it('lists attributes in ascending order (PS3.18 F.2.2)', () => {
    const response = storeInstancesResponse([stored(), refusedByName, refusedUnread], base);

    const tags = (item: DicomJson) => Object.keys(item);
    const items = Object.values(response).flatMap(({ Value }) =>
      (Value ?? []).filter((value) => typeof value === 'object'),
    );
    for (const each of [response, ...(items as DicomJson[])]) expect(tags(each)).toEqual(tags(each).toSorted());
  });
});
