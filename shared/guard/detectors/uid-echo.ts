import type { Detector, Hit } from '../detector.ts';
import type { Segment } from '../haystack.ts';
import type { PatientFacts } from '../patient-facts.ts';

/** PS3.5 9.1 lets anybody make components; some make them of the patient's ID or birth date, and UIDs go everywhere. */
export const uidEcho: Detector = {
  id: 'uid-echo',
  group: 'echo',
  about:
    "The digits of the patient's ID, the accession number or the birth date as a component of a UID, after the root of its maker.",
  *find(haystack, patient) {
    const secrets = { ids: [...idDigitsOf(patient), ...visitDigitsOf(patient)], dates: datesOf(patient) };
    if (secrets.ids.length + secrets.dates.length === 0) return;
    for (const segment of haystack.segments) {
      if (segment.source.place.carrier === 'uid') yield* echoesIn(segment, secrets);
    }
  },
};

interface Secrets {
  readonly ids: readonly string[];
  readonly dates: readonly string[];
}

const maxSecrets = 16;

/** The one run of digits of an ID; a component has no leading zeros, so the ID's are left off. */
function idDigitsOf({ patientIds }: PatientFacts): string[] {
  const runs = patientIds.map((id) => id.replace(/[-–./_ #]/g, '').match(/[0-9]+/g) ?? []);
  const digits = runs.filter((run) => run.length === 1).map(([run = '']) => run.replace(/^0+/, ''));
  return [...new Set(digits.filter((run) => run.length >= 5 && new Set(run).size > 1))].slice(0, maxSecrets);
}

/** A visit's number has words and years in front; its longest run counts, where it is none of the many dates and counters. */
function visitDigitsOf({ visitIds }: PatientFacts): string[] {
  const runs = visitIds.flatMap((id) => id.match(/[0-9]+/g) ?? []).map((run) => run.replace(/^0+/, ''));
  const telling = runs.filter((run) => run.length >= 6 && !run.endsWith('000') && new Set(run).size > 1);
  return [...new Set(telling.filter((run) => !isDate.test(run)))].slice(0, maxSecrets);
}

const isDate = /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])$/;

const datesOf = ({ birthDate, otherBirthDates = [] }: PatientFacts): string[] =>
  [birthDate, ...otherBirthDates].filter((date) => date !== undefined).slice(0, maxSecrets);

/** Registered arcs (PS3.5 Annex A and the makers'), whose number may be a patient's by chance only. */
const root =
  /^(?:1\.2\.840\.10008(?:\.[0-9]+)*|1\.3\.6\.1\.4\.1|1\.2\.826\.0\.1|1\.3\.12\.2|1\.3\.46|2\.16\.[0-9]{1,3}(?:\.1)?|1\.2\.[0-9]{2,3}(?:\.[01])?)(?![0-9])(?:\.[0-9]+)?/;

function* echoesIn({ start, source: { text } }: Segment, secrets: Secrets): Generator<Hit> {
  for (const uid of text.matchAll(/[0-9.]+/g)) {
    const offset = start + uid.index;
    const rootLength = root.exec(uid[0])?.[0].length ?? 0;
    for (const component of uid[0].slice(rootLength).matchAll(/[0-9]+/g)) {
      const found = echoIn(component[0], secrets);
      if (found === undefined) continue;
      const at = offset + rootLength + component.index + component[0].indexOf(found);
      yield { start: at, end: at + found.length, score: 0.7 };
    }
  }
}

function echoIn(component: string, { ids, dates }: Secrets): string | undefined {
  return ids.find((id) => isIdIn(component, id)) ?? dates.find((date) => isDateIn(component, date));
}

/** A number made of random bits has up to 39 digits, and any six stand in it somewhere. */
function isIdIn(component: string, id: string): boolean {
  if (component === id) return true;
  if (id.length < 6 || component.length > 20) return false;
  return id.length >= 8 ? component.includes(id) : component.startsWith(id) || component.endsWith(id);
}

const isDateIn = (component: string, date: string): boolean =>
  component.length <= 14 && (component.startsWith(date) || component.endsWith(date));
