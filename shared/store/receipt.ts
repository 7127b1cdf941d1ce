import type { DicomJson } from '../dicom/dicom-json.ts';
import type { NamedInstance, RefusedInstance, StoredInstance, StoreOutcome } from './store-outcome.ts';

/** PS3.18 Table 10.5.3-1: 200 all were stored, 202 some were, 409 none was. */
export function statusOf(outcomes: readonly StoreOutcome[]): 200 | 202 | 409 {
  const stored = outcomes.filter((outcome) => outcome.kind === 'stored').length;
  if (stored === outcomes.length) return 200;
  return stored > 0 ? 202 : 409;
}

/** PS3.18 I.2: the Store Instances Response Module; a refused instance without UIDs goes to Other Failures. */
export function storeInstancesResponse(outcomes: readonly StoreOutcome[], dicomwebUrl: string): DicomJson {
  const stored = outcomes.filter((outcome) => outcome.kind === 'stored');
  const refused = outcomes.filter((outcome) => outcome.kind === 'refused');
  const named = refused.filter((outcome) => outcome.named !== undefined);
  const nameless = refused.filter((outcome) => outcome.named === undefined);
  return {
    '00081190': urlElement(commonStudyUrl(stored, dicomwebUrl)),
    ...sequence('00081198', named.map(failedItem)),
    ...sequence(
      '00081199',
      stored.map(({ named: instance }) => referencedItem(instance, dicomwebUrl)),
    ),
    ...sequence('0008119A', nameless.map(failedItem)),
  };
}

/** Retrieve URL (0008,1190) is of type 2: of the study when there is just one, else empty. */
function commonStudyUrl(stored: readonly StoredInstance[], dicomwebUrl: string): string | undefined {
  const studies = new Set(stored.map(({ named }) => named.key.studyUid));
  return studies.size === 1 ? `${dicomwebUrl}/studies/${[...studies][0]}` : undefined;
}

function referencedItem({ key, sopClassUid }: NamedInstance, dicomwebUrl: string): DicomJson {
  const url = `${dicomwebUrl}/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
  return { ...referenceElements(sopClassUid, key.sopInstanceUid), '00081190': urlElement(url) };
}

/** Error Comment (0000,0902) is what peers add beyond Annex I; it says in words what the number says. */
function failedItem({ refusal, named }: RefusedInstance): DicomJson {
  return {
    '00000902': { vr: 'LO', Value: [refusal.comment] },
    ...(named === undefined ? {} : referenceElements(named.sopClassUid, named.key.sopInstanceUid)),
    '00081197': { vr: 'US', Value: [refusal.reason] },
  };
}

function referenceElements(sopClassUid: string, sopInstanceUid: string): DicomJson {
  return { '00081150': { vr: 'UI', Value: [sopClassUid] }, '00081155': { vr: 'UI', Value: [sopInstanceUid] } };
}

function urlElement(url: string | undefined): DicomJson[string] {
  return url === undefined ? { vr: 'UR' } : { vr: 'UR', Value: [url] };
}

function sequence(tag: string, items: readonly DicomJson[]): DicomJson {
  return items.length === 0 ? {} : { [tag]: { vr: 'SQ', Value: items } };
}
