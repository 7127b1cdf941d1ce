import { renderings } from './dates-in-words.ts';
import { dayBetween } from './person.ts';
import { type Forms, labelled, type PlantType } from './written.ts';

const recordForms: readonly Forms[] = [
  {
    language: 'en',
    forms: [
      'MRN <>',
      'MRN: <>',
      'MRN# <>',
      'MRN #<>',
      'mrn <>',
      'Med Rec No. <>',
      'medical record number <>',
      'Medical Record #: <>',
      'MR# <>',
      'Hospital number: <>',
      'Hosp. No. <>',
      'chart # <>',
      'Chart No. <>',
      'Patient ID: <>',
      'Pt ID <>',
      'patient number <>',
    ],
  },
  {
    language: 'de',
    forms: ['Patientennummer: <>', 'Pat.-Nr. <>', 'Patienten-ID <>', 'Fallnummer <>', 'Fall-Nr.: <>'],
  },
  { language: 'fr', forms: ['IPP <>', 'IPP : <>', 'dossier n° <>', 'numéro de dossier <>', 'N° patient : <>'] },
  { language: 'es', forms: ['NHC: <>', 'NHC <>', 'historia clínica nº <>', 'nº de historia <>', 'n.º paciente <>'] },
  { language: 'it', forms: ['cartella clinica n. <>', 'ID paziente: <>', 'n. cartella <>'] },
  { language: 'nl', forms: ['patiëntnummer <>', 'Patiëntnr. <>', 'dossiernummer <>'] },
];

/** English labels twice as often as each of the others. */
const weightedRecordForms = [
  ...recordForms,
  ...recordForms.slice(0, 1),
  ...recordForms.slice(0, 1),
  ...recordForms.slice(0, 1),
];

const medicalRecordNumber: PlantType = {
  id: 'medical-record-number',
  class: 'format',
  write(random) {
    const value = random.pick([
      () => random.digits(6).replace(/^0/, '1'),
      () => random.digits(7).replace(/^0/, '2'),
      () => random.digits(8).replace(/^0/, '5'),
      () => `00${random.digits(6)}`,
      () => `${random.letters(1)}${random.digits(6)}`,
      () => `${random.letters(2)}-${random.digits(6)}`,
      () => `${random.digits(3)}-${random.digits(2)}-${random.digits(2)}`,
      () => `M${random.digits(9)}`,
    ])();
    return labelled(random, value, weightedRecordForms);
  },
};

const birthForms: readonly Forms[] = [
  {
    language: 'en',
    forms: [
      'DOB <>',
      'DOB: <>',
      'D.O.B. <>',
      'dob <>',
      'Date of birth: <>',
      'date of birth <>',
      'born <>',
      'Born on <>',
      'Birth date: <>',
      'birthdate <>',
      'DOB=<>',
    ],
  },
  { language: 'en', forms: ['DOB <>', 'DOB: <>', 'Date of Birth <>', 'born <>'] },
  { language: 'de', forms: ['geb. <>', 'geboren am <>', 'Geburtsdatum: <>', 'Geb.-Datum <>', 'geb. am <>', '*<>'] },
  { language: 'fr', forms: ['né le <>', 'née le <>', 'Date de naissance : <>', 'DDN <>', 'naissance : <>'] },
  { language: 'es', forms: ['fecha de nacimiento: <>', 'F. Nac. <>', 'nacido el <>', 'nacida el <>'] },
  { language: 'it', forms: ['nato il <>', 'nata il <>', 'data di nascita: <>'] },
  { language: 'nl', forms: ['geboortedatum <>', 'geb. <>', 'geboren op <>', 'Geb.dat.: <>'] },
];

/** Of somebody whose birth date the header does not tell: a mother, or the patient before a correction. */
const dateOfBirth: PlantType = {
  id: 'date-of-birth',
  class: 'format',
  write(random) {
    const day = dayBetween(random, 1928, 2018);
    const { language, forms } = random.pick(birthForms);
    const shortYear = [`${day.month}/${day.day}/${String(day.year).slice(2)}`];
    const ways = [...renderings(day, language), ...(language === 'en' ? shortYear : [])];
    return labelled(random, random.pick(ways), [{ language, forms }]);
  },
};

/** 45 CFR 164.514(b)(2)(i)(C). */
const ageOver89: PlantType = {
  id: 'age-over-89',
  class: 'format',
  write(random) {
    const age = String(random.pick([random.whole(90, 99), random.whole(90, 109)]));
    return labelled(random, age, ageForms);
  },
};

const ageForms: readonly Forms[] = [
  {
    language: 'en',
    forms: [
      '<> y/o male',
      '<>-year-old female',
      '<> year old man',
      'aged <> years',
      'age <>',
      'Age: <>',
      '<> yo F',
      '<>yo M',
      '<>yr old',
      '<> years old',
      'is <> years of age',
      '<> yrs, falls',
    ],
  },
  { language: 'en', forms: ['<>-year-old male', '<> y.o. woman', '<> year-old lady', 'Age <>Y', 'patient age <>'] },
  {
    language: 'de',
    forms: ['<>-jähriger Patient', '<> Jahre alt', '<>-jährige Patientin', 'Alter: <> Jahre', '<>jähriger Mann'],
  },
  { language: 'fr', forms: ['âgé de <> ans', 'âgée de <> ans', 'patient de <> ans', 'femme de <> ans'] },
  { language: 'es', forms: ['varón de <> años', 'mujer de <> años', 'paciente de <> años', 'edad: <> años'] },
  { language: 'it', forms: ['uomo di <> anni', 'paziente di <> anni', 'età <> anni'] },
  { language: 'nl', forms: ['<>-jarige man', '<> jaar oud', 'leeftijd <> jaar'] },
];

export const recordsAndAges: readonly PlantType[] = [medicalRecordNumber, dateOfBirth, ageOver89];
