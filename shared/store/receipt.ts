import type { DicomJson } from '../dicom/dicom-json.ts';
import type { Finding } from '../guard/finding.ts';
import type { Inspection } from '../guard/inspection.ts';
import { warningReasons } from './failure-reasons.ts';
import { guardComment, toldFindings } from './guard-comment.ts';
import type { RefusedInstance, StoredInstance, StoreOutcome } from './store-outcome.ts';

/** PS3.18 Table 10.5.3-1: 200 all were stored, 202 some were or there are warnings, 409 none was. */
export function statusOf(outcomes: readonly StoreOutcome[]): 200 | 202 | 409 {
  const stored = outcomes.filter((outcome) => outcome.kind === 'stored');
  if (stored.length === 0 && outcomes.length > 0) return 409;
  const isAllWell =
    stored.length === outcomes.length && stored.every(({ inspection }) => inspection.verdict === 'allow');
  return isAllWell ? 200 : 202;
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
      stored.map((outcome) => referencedItem(outcome, dicomwebUrl)),
    ),
    ...sequence('0008119A', nameless.map(failedItem)),
  };
}

/** Retrieve URL (0008,1190) is of type 2: of the study when there is just one, else empty. */
function commonStudyUrl(stored: readonly StoredInstance[], dicomwebUrl: string): string | undefined {
  const studies = new Set(stored.map(({ named }) => named.key.studyUid));
  return studies.size === 1 ? `${dicomwebUrl}/studies/${[...studies][0]}` : undefined;
}

function referencedItem(stored: StoredInstance, dicomwebUrl: string): DicomJson {
  const { key, sopClassUid } = stored.named;
  const url = `${dicomwebUrl}/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}`;
  return {
    ...commentElement(warningComment(stored)),
    ...referenceElements(sopClassUid, key.sopInstanceUid),
    '00081190': urlElement(url),
    ...warningElements(stored),
    ...findingElements(stored.inspection),
  };
}

/** Error Comment (0000,0902) is what peers add beyond Annex I; it says in words what the number says. */
function failedItem({ refusal, named, inspection }: RefusedInstance): DicomJson {
  return {
    ...commentElement(refusal.comment),
    ...(named === undefined ? {} : referenceElements(named.sopClassUid, named.key.sopInstanceUid)),
    '00081197': { vr: 'US', Value: [refusal.reason] },
    ...(inspection === undefined ? {} : findingElements(inspection)),
  };
}

const commentElement = (comment: string | undefined): DicomJson =>
  comment === undefined ? {} : { '00000902': { vr: 'LO', Value: [comment] } };

function warningComment({ inspection, isRedacted }: StoredInstance): string | undefined {
  if (inspection.verdict === 'allow') return undefined;
  return guardComment(isRedacted ? 'redacted' : 'flagged', inspection);
}

function warningElements({ inspection, isRedacted }: StoredInstance): DicomJson {
  if (inspection.verdict === 'allow') return {};
  const reason = isRedacted ? warningReasons.redactedByGuard : warningReasons.flaggedByGuard;
  return { '00081196': { vr: 'US', Value: [reason] } };
}

/** A sender that wants to put its data right needs to know where to look, not a catalogue. */
const maxToldFindings = 20;

/** Failed Attributes Sequence (0074,1048), as peers use it: a finding's rule, detector and tag, and never what was found. */
function findingElements(inspection: Inspection): DicomJson {
  return sequence('00741048', toldFindings(inspection).slice(0, maxToldFindings).map(findingItem));
}

/** PS3.3 10.17: an attribute inside sequences is pointed to by their tags and item numbers, counted from 1. */
function findingItem({ rule, detector, path, detail }: Finding): DicomJson {
  const steps = path.split('.');
  const tag = steps.at(-1) ?? '';
  const sequences = steps.slice(0, -1).filter((_, index) => index % 2 === 0);
  const items = steps.slice(0, -1).filter((_, index) => index % 2 === 1);
  const where = detail === undefined ? '' : `, ${detail}`;
  return {
    ...(/^[0-9A-F]{8}$/.test(tag) ? { '00000901': { vr: 'AT', Value: [tag] } } : {}),
    '00000902': { vr: 'LO', Value: [`${rule}: ${detector}${where}`.slice(0, 64)] },
    ...(sequences.length === 0 ? {} : { '00720052': { vr: 'AT', Value: sequences } }),
    ...(items.length === 0 ? {} : { '00741057': { vr: 'IS', Value: items.map((item) => Number(item) + 1) } }),
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
