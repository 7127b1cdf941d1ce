import type { Detector } from '../detector.ts';
import type { Segment } from '../haystack.ts';
import { echoesOfIds, type IdEcho } from '../id-echoes.ts';

/** A visit's number is no secret among worklist and device attributes, so only prose and labels make it a finding. */
export const visitIdEcho: Detector = {
  id: 'visit-id-echo',
  group: 'echo',
  about:
    'Accession number, study ID or admission ID in prose, or beside a label; requests and orders repeat them rightly.',
  *find(haystack, { visitIds }) {
    for (const echo of echoesOfIds(haystack, visitIds)) {
      if (!isWorklistPlace(echo.segment)) yield { start: echo.start, end: echo.end, score: scoreOf(echo) };
    }
  },
};

const worklistKeyword =
  /^(?:AccessionNumber|StudyID|AdmissionID|ServiceEpisodeID|RequestedProcedureID|ScheduledProcedureStepID|PerformedProcedureStepID|(?:Filler|Placer)OrderNumber\w*|PatientID|OtherPatientIDs)$/;

/** Request Attributes, Referenced Request and Issuer sequences are made to repeat it. */
const worklistPath = /^(?:.*\.)?(?:00400275|0040A370|00080051|00321064)\./;

const isWorklistPlace = ({ source: { place } }: Segment): boolean =>
  place.carrier === 'uid' || worklistKeyword.test(place.keyword) || worklistPath.test(place.path);

const label =
  /\b(?:acc(?:ession)?|study|order|visit|admission|encounter|episode|exam(?:ination)?|req(?:uest)?|case|fall|auftrags?|ris)[\s._-]{0,3}(?:#|№|id|no|nr|num(?:ber)?|nummer)?[^A-Za-z0-9]{0,4}$/i;

const proseVrs = ['ST', 'LT', 'UT', 'UC'];

function scoreOf({ core, isWeak, before, segment: { source } }: IdEcho): number {
  if (label.test(before)) return isWeak ? 0.45 : 0.6;
  const isProse = proseVrs.includes(source.place.vr) || source.place.carrier === 'document';
  const isLong = core.length >= 7 && core.replace(/[^0-9]/g, '').length >= 5;
  return isProse && isLong && !isWeak ? 0.6 : 0.45;
}
