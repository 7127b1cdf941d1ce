import type { Detector } from '../detector.ts';
import type { Segment } from '../haystack.ts';
import { echoesOfIds, type IdEcho } from '../id-echoes.ts';

/** Worklist attributes repeat a visit's number rightly, and nothing else does: it opens the record to whoever may ask there. */
export const visitIdEcho: Detector = {
  id: 'visit-id-echo',
  group: 'echo',
  about:
    'Accession number, study ID or admission ID outside of the attributes of requests and orders; a short or round one is only noted.',
  *find(haystack, { visitIds }) {
    for (const echo of echoesOfIds(haystack, visitIds)) {
      if (!isWorklistPlace(echo.segment)) yield { start: echo.start, end: echo.end, score: scoreOf(echo) };
    }
  },
};

const worklistKeyword =
  /^(?:AccessionNumber|StudyID|AdmissionID|ServiceEpisodeID|RequestedProcedureID|(?:Scheduled|Performed)(?:Procedure|Workitem)?StepID|ScheduledWorkitemID|(?:Filler|Placer)OrderNumber\w*|PatientID|OtherPatientIDs)$/;

/** Issuers of the numbers. */
const issuerPath = /(?:^|\.)(?:00080051|00380014|00380064|00400026|00400027)\.[0-9]+\.[0-9A-F]{8}$/;

const isWorklistPlace = ({ source: { place } }: Segment): boolean =>
  place.carrier === 'uid' || worklistKeyword.test(place.keyword) || issuerPath.test(place.path);

const label =
  /\b(?:acc(?:ession)?|study|order|visit|admission|encounter|episode|exam(?:ination)?|req(?:uest)?|case|fall|auftrags?|ris)[\s._-]{0,3}(?:#|№|id|no|nr|num(?:ber)?|nummer)?[^A-Za-z0-9]{0,4}$/i;

function scoreOf({ core, isWeak, before }: IdEcho): number {
  if (isWeak) return 0.45;
  if (label.test(before)) return 0.6;
  return core.length >= 6 && core.replace(/[^0-9]/g, '').length >= 4 ? 0.6 : 0.45;
}
