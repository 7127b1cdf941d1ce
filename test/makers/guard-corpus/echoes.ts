import { renderings } from './dates-in-words.ts';
import type { Language } from './language.ts';
import { nameRenderings } from './name-renderings.ts';
import { compactDay, type Person } from './person.ts';
import { labelled, type PlantType, written } from './written.ts';

const personal = (language: Language, forms: readonly string[]) => ({ language, forms });

const nameForms = (language: Language): readonly string[] =>
  language === 'ru' || language === 'ja'
    ? ['<>', '(<>)']
    : ['<>', 'Pt <>', 'Patient: <>', 'for <>', '(<>)', 'Name: <>', 'seen with <>', 'films of <>', 'CD given to <>'];

/** The patient's own name as people write it: other order, accents lost, initials, glued together. */
const nameEcho: PlantType = {
  id: 'patient-name-echo',
  class: 'echo',
  write(random, person) {
    const value = random.pick(nameRenderings(person));
    return written(random.pick(nameForms(person.language)), value, person.language);
  },
};

const idForms = ['<>', 'ID <>', 'ID: <>', 'Pt ID <>', 'MRN <>', 'PatID=<>', '#<>', 'pt no. <>', '(<>)', 'record <>'];

const idEcho: PlantType = {
  id: 'patient-id-echo',
  class: 'echo',
  write(random, { patientId }) {
    const ways = [patientId, patientId, patientId, patientId.toLowerCase(), patientId.replace(/[-.]/g, '')];
    return { ...written(random.pick(idForms), random.pick(ways)), alsoRight: ['medical-record-number'] };
  },
};

/** Alone it names a visit and nobody; called by its name it opens the door to the record. */
const visitForms = [
  'Acc <>',
  'Accession <>',
  'acc# <>',
  'Accession No: <>',
  'ACC: <>',
  'accession number <>',
  'Acc. No. <>',
];

const visitEcho: PlantType = {
  id: 'visit-id-echo',
  class: 'echo',
  write: (random, { accessionNumber }) => written(random.pick(visitForms), accessionNumber),
};

const birthForms: Partial<Record<Language, readonly string[]>> = {
  en: ['DOB <>', '<>', 'D.O.B.: <>', 'born <>', '(<>)', 'BD <>', 'Birth date <>', 'b. <>'],
  de: ['geb. <>', '<>', 'geboren <>', '*<>'],
  fr: ['né le <>', '<>', 'DDN <>'],
  es: ['nacido el <>', '<>', 'F. Nac.: <>'],
  it: ['nato il <>', '<>'],
  nl: ['geb. <>', '<>'],
};

const birthEcho: PlantType = {
  id: 'birth-date-echo',
  class: 'echo',
  write(random, { birth }) {
    const language = random.pick(['en', 'en', 'en', 'de', 'fr', 'es', 'it', 'nl'] as const);
    const forms = birthForms[language] ?? [];
    const way = labelled(random, random.pick(renderings(birth, language)), [personal(language, forms)]);
    return { ...way, alsoRight: ['date-of-birth'] };
  },
};

/** A system that makes UIDs out of what it knows: PS3.5 B.2 warns of it. */
const uidEcho: PlantType = {
  id: 'uid-echo',
  class: 'echo',
  onlyIn: ['uid'],
  write(random, person) {
    const value = random.pick(uidParts(person));
    return written(`1.2.826.0.1.3680043.9.${random.whole(1_000, 9_999)}.1.<>.${random.whole(1, 99)}`, value);
  },
};

function uidParts({ patientId, birth }: Person): readonly string[] {
  return [...(patientId.match(/[1-9]\d{5,}$/) ?? []), compactDay(birth)];
}

export const echoes: readonly PlantType[] = [nameEcho, idEcho, visitEcho, birthEcho, uidEcho];
