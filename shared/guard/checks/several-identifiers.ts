import type { Check, CheckHit } from '../check.ts';
import type { Place } from '../inspected-text.ts';
import type { Observation } from '../observation.ts';

const none = undefined;

/**
 * What a detector's hits say of a person; none for what names no one directly (a visit, a machine, a secret). A detector that
 * is not named here finds numbers, and each kind of number is a kind of its own.
 */
const kindOfDetector: ReadonlyMap<string, string | undefined> = new Map([
  ['patient-name-echo', 'name'],
  ['patient-id-echo', 'patient ID'],
  ['visit-id-echo', none],
  ['uid-echo', none],
  ['birth-date-echo', 'birth date'],
  ['date-of-birth', 'birth date'],
  ['age-over-89', none],
  ['email-address', 'contact'],
  ['phone-number', 'contact'],
  ['street-address', 'address'],
  ['medical-record-number', 'record'],
  ['us-npi', 'record'],
  ['ip-address', none],
  ['mac-address', none],
  ['url-with-user', none],
  ['cloud-key', none],
  ['json-web-token', none],
  ['private-key', none],
]);

/** Under it a hit is a guess, and two guesses are no record of anybody. */
const leastScore = 0.5;

/** One identifier in a text may be a slip; two of different kinds make it a record of somebody. */
export const severalIdentifiers: Check = {
  id: 'several-identifiers',
  about:
    'One value holds direct identifiers of at least two kinds (name, birth date, number, address, telephone), and is no attribute for names or addresses.',
  *inspect(_evidence, _patient, observations) {
    for (const seen of valuesOf(observations.filter(isDirectIdentifier))) {
      const kinds = kindsIn(seen);
      if (kinds.length > 1) yield hitOf(seen[0].place, kinds);
    }
  },
};

/** Several of one value. */
type Seen = readonly [Observation, ...Observation[]];

const isDirectIdentifier = ({ score, detector, place }: Observation): boolean =>
  score >= leastScore && kindOf(detector) !== none && !isMadeForSeveral(place);

const kindOf = (detector: string): string | undefined =>
  kindOfDetector.has(detector) ? kindOfDetector.get(detector) : detector;

const contactKeyword = /(?:Address|TelephoneNumbers?|PhoneNumber|TelecomInformation)$/;

/** Names and addresses are made of parts, and a UID or a file's own header is no text about a patient. */
const isMadeForSeveral = ({ carrier, vr, keyword }: Place): boolean =>
  carrier === 'uid' || carrier === 'file-meta' || vr === 'PN' || contactKeyword.test(keyword);

/** By the value that they are seen in; of a document, by the page. */
function valuesOf(observations: readonly Observation[]): Iterable<Seen> {
  const values = new Map<string, [Observation, ...Observation[]]>();
  for (const observation of observations) {
    const { carrier, path, detail = '' } = observation.place;
    const key = `${carrier} ${path} ${detail}`;
    const others = values.get(key);
    if (others === undefined) values.set(key, [observation]);
    else others.push(observation);
  }
  return values.values();
}

function kindsIn(seen: Seen): readonly string[] {
  return [...new Set(identifiersIn(seen).map(({ detector }) => kindOf(detector) ?? detector))].sort();
}

/** Where observations overlap, the longest counts: an e-mail address with the patient's name in it is one thing. */
function identifiersIn(seen: Seen): readonly Observation[] {
  const identifiers: Observation[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const observation of seen.toSorted((one, other) => startOf(one) - startOf(other))) {
    const isApart = startOf(observation) >= end;
    if (isApart) identifiers.push(observation);
    else if (observation.length > (identifiers.at(-1)?.length ?? 0)) identifiers[identifiers.length - 1] = observation;
    end = Math.max(end, startOf(observation) + observation.length);
  }
  return identifiers;
}

/** Runs of text in one binary value each count from their own beginning, which lies somewhere in the file. */
const startOf = ({ place, offset }: Observation): number => (place.bytes?.offset ?? 0) + offset;

function hitOf({ carrier, path, detail }: Place, kinds: readonly string[]): CheckHit {
  const what = kinds.join(' and ');
  return { carrier, path, detail: detail === undefined ? what : `${detail}: ${what}` };
}
