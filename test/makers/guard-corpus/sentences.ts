import type { Language } from './language.ts';
import type { Random } from './random.ts';
import type { Written } from './written.ts';

/** Where an identifier slips into a short line, and into a note; `{}` is where. */
interface Templates {
  readonly short: readonly string[];
  readonly note: readonly string[];
}

const english: Templates = {
  short: [
    '{}',
    '{}',
    'CT chest {}',
    'MRI brain w/o; {}',
    '{} - outside films',
    'F/U {}',
    '*** {} ***',
    'CT ABD/PEL W CONTRAST, {}',
    'Lt knee {}',
    '{} STAT',
    'Port CXR / {}',
    're-do: {}',
    '{}, 2 views',
  ],
  note: [
    'Seen in ED with pleuritic chest pain for 3 days. {}. Compared with CT of 03/04/2023.',
    'Pt info: {}',
    'History: fall from ladder 2 wks ago, GCS 15. {}; rule out fracture of T12.',
    '{}\nClinical question: recurrence? Last creatinine 1.1 mg/dL.',
    'Tech note: repeated seq 4 because of motion. {}',
    'Outside study imported from disc ({}).',
    '6 mm nodule RUL, stable since 2021. {}. Recommend follow-up in 12 months.',
    'Contrast: 100 ml iohexol 350 at 3 ml/s, no reaction.\r\n{}\r\nPrelim read by night float.',
    'Please correct demographics, {}, and resend series 3 to PACS.',
    'Per front desk: {} / interpreter needed / wheelchair.',
    'BIRADS 2. {} Next mammogram in 1 year.',
    'ID checked by two technologists [{}] before injection.',
    'Reason: s/p CABG x3, EF 35%. Note {} on requisition.',
    'Merge with prior: {}',
    'Comments\t{}\tend',
    'Received by fax; {}. 2 of 4 images printed.',
  ],
};

const german: Templates = {
  short: ['{}', 'MRT Knie li., {}', 'CT Thorax {}', '{} / Verlaufskontrolle', 'Rö. Hand re. {}', 'Notfall: {}'],
  note: [
    'Z.n. Sturz vor 2 Tagen, Druckschmerz LWK 3. {}. Frage: Fraktur?',
    'Pat. vorgestellt aus der Notaufnahme; {}; Kreatinin 0,9 mg/dl.',
    'Kontrastmittel 80 ml, keine Reaktion. {}',
    '{}\nVergleich mit CT vom 12.03.2023: Rundherd 6 mm unverändert.',
    'Bitte Stammdaten korrigieren: {} (Aufnahme).',
    'Aufklärung erfolgt, {}, Unterschrift liegt vor.',
  ],
};

const french: Templates = {
  short: ['{}', 'TDM thorax {}', 'IRM cérébrale, {}', '{} / contrôle', 'Rx main dte {}'],
  note: [
    'Douleur thoracique depuis 3 jours. {}. Comparaison au scanner du 04/03/2023.',
    'Injection de 90 ml de produit de contraste, {}.',
    '{}\nNodule de 6 mm du lobe supérieur droit, stable.',
    'Merci de corriger les données ({}) et de renvoyer la série 3.',
    'Patient adressé par les urgences ; {} ; créatinine 80 µmol/l.',
  ],
};

const spanish: Templates = {
  short: ['{}', 'TC tórax {}', 'RM rodilla izq., {}', '{} / control'],
  note: [
    'Dolor torácico de 3 días de evolución. {}. Comparado con TC del 04/03/2023.',
    '{}\nNódulo de 6 mm en LSD, sin cambios.',
    'Corregir datos: {}; reenviar serie 3 al PACS.',
    'Contraste 100 ml sin reacción. {}',
  ],
};

const italian: Templates = {
  short: ['{}', 'TC torace {}', 'RM ginocchio sn, {}'],
  note: [
    'Dolore toracico da 3 giorni. {}. Confronto con TC del 04/03/2023.',
    '{}\nNodulo di 6 mm al lobo superiore destro, stabile.',
    'Correggere anagrafica ({}), reinviare serie 3.',
  ],
};

const dutch: Templates = {
  short: ['{}', 'CT thorax {}', 'MRI knie li, {}'],
  note: [
    'Pijn op de borst sinds 3 dagen. {}. Vergelijking met CT van 04-03-2023.',
    '{}\nNodus van 6 mm rechterbovenkwab, onveranderd.',
    'Gegevens corrigeren: {}; serie 3 opnieuw sturen.',
  ],
};

const polish: Templates = {
  short: ['{}', 'TK klatki, {}'],
  note: ['Ból w klatce piersiowej od 3 dni. {}. Porównano z TK z 04.03.2023.', 'Dane pacjenta: {}; proszę poprawić.'],
};
const swedish: Templates = {
  short: ['{}', 'DT thorax {}'],
  note: ['Bröstsmärta sedan 3 dagar. {}. Jämfört med DT 2023-03-04.', 'Rätta uppgifter: {}; skicka serie 3 igen.'],
};
const portuguese: Templates = {
  short: ['{}', 'TC tórax {}'],
  note: ['Dor torácica há 3 dias. {}. Comparado com TC de 04/03/2023.', 'Corrigir cadastro: {}; reenviar série 3.'],
};
const russian: Templates = { short: ['{}', 'КТ {}'], note: ['Пациент {}. КТ грудной клетки.', '{}, очаг 6 мм.'] };
const japanese: Templates = { short: ['{}', 'CT {}'], note: ['{} 胸部CT', 'CT chest, {}'] };

const templates: Readonly<Record<Language, Templates>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  it: italian,
  nl: dutch,
  pl: polish,
  sv: swedish,
  pt: portuguese,
  ru: russian,
  ja: japanese,
};

export interface Sentence {
  readonly text: string;
  /** Of the value in the text. */
  readonly start: number;
  readonly end: number;
}

/** The identifier in a line of at most so many characters; undefined where even alone it is too long. */
export function sentenceWith(
  random: Random,
  { text, start, end, language }: Written,
  maxCharacters: number,
): Sentence | undefined {
  const { short, note } = templates[language];
  const wanted = maxCharacters <= 64 ? short : random.chance(0.25) ? short : note;
  const fitting = [random.pick(wanted), random.pick(wanted), '{}'].find(
    (each) => each.length - 2 + text.length <= maxCharacters,
  );
  if (fitting === undefined) return undefined;
  const at = fitting.indexOf('{}');
  return { text: fitting.replace('{}', () => text), start: at + start, end: at + end };
}
