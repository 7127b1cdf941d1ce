import type { Detector } from '../detector.ts';
import { isCommonWord, isPlaceholderWord, isTechnicalWord } from '../everyday-words.ts';
import type { Segment } from '../haystack.ts';
import { echoesOfIds, type IdEcho } from '../id-echoes.ts';

export const patientIdEcho: Detector = {
  id: 'patient-id-echo',
  group: 'echo',
  about:
    "The patient's own ID, with or without separators, in another place; a short or round one only beside a label.",
  *find(haystack, { patientIds, isIdentityRemoved }) {
    for (const echo of echoesOfIds(haystack, patientIds.filter(isNoWord))) {
      if (isOwnPlace(echo.segment)) continue;
      const score = scoreOf(echo);
      yield { start: echo.start, end: echo.end, score: isIdentityRemoved ? Math.min(score, pseudonym) : score };
    }
  },
};

/** PS3.15 E.1: what is left in Patient ID after de-identification was made to be told. */
const pseudonym = 0.45;

const isNoWord = (id: string): boolean => {
  const words = id.toLowerCase().split(/[^a-z0-9]+/);
  return !words.every((word) => isPlaceholderWord(word) || isTechnicalWord(word) || isCommonWord(word));
};

/** Patient ID, Other Patient IDs, Other Patient IDs Sequence. */
const ownPlace = /^(?:00100020|00101000|00101002\.[0-9]+\.00100020)$/;

const isOwnPlace = ({ source: { place } }: Segment): boolean => place.carrier === 'uid' || ownPlace.test(place.path);

const label =
  /(?:\b(?:mrn|p?id|ident[a-z]{0,10}|pat(?:ient(?:en)?)?|chart|hosp(?:ital)?|rec(?:ord)?|case|fall|subject|unit)|#|№|n[°º])[\s._-]{0,3}(?:id|no|nr|num(?:ber)?|nummer|code)?[^A-Za-z0-9]{0,4}$/i;

function scoreOf({ core, before, isWeak }: IdEcho): number {
  if (label.test(before)) return 0.9;
  if (isWeak) return 0.4;
  return /[0-9]/.test(core) ? 0.9 : 0.6;
}
