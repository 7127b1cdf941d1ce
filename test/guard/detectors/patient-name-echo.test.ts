import { describe, expect, it } from 'vitest';
import { patientNameEcho } from '../../../shared/guard/detectors/patient-name-echo.ts';
import { haystackOf } from '../../../shared/guard/haystack.ts';
import { findsOf, sees } from './finds-of-patient.ts';

const findsName = (name: string, text: string) => findsOf(patientNameEcho, { names: [name] }, text);

describe('an echo of the patient name: two words of it', () => {
  it.each([
    ['Doe, Jane'],
    ['DOE^JANE'],
    ['JANE DOE'],
    ['jane doe'],
    ['Jane Doe'],
    ['jane-doe'],
    ['jane.doe'],
    ['Doe_Jane'],
    ['JaneDoe'],
    ['doejane'],
    ['JANEDOE'],
    ['Jane Mary Doe'],
    ['Doe^Jane^Mary'],
    ['Doe Jane Mary'],
    ['J. Doe'],
    ['J.Doe'],
    ['Doe, J.'],
    ['Doe^J'],
  ])('is found as %s', (written) => {
    const found = sees(patientNameEcho, { names: ['Doe^Jane^Mary^Dr'] }, `seen with ${written} today`);

    expect(Math.max(...found.map(({ score }) => score))).toBeGreaterThanOrEqual(0.95);
  });

  it.each([
    ['underscores and codes around', 'DOE_JANE_CT01', 'DOE_JANE'],
    ['letters around that begin with a capital', 'CtJaneDoeHead', 'JaneDoe'],
    ['a form between', 'Name: Doe, first name: Jane.', 'Doe, first name: Jane'],
    ['line breaks between', 'Doe\r\nJane', 'Doe\r\nJane'],
    ['a title', 'Mrs. Jane Doe came', 'Jane Doe'],
    ['a genitive', "Jane Doe's knee", 'Jane Doe'],
    ['a mail address', 'to jane.doe@example.org', 'jane.doe'],
  ])('is found with %s', (_, text, found) => {
    expect(findsName('Doe^Jane', text)).toEqual([found]);
  });

  it.each([
    ['Müller^Jörg', 'MULLER JORG'],
    ['Müller^Jörg', 'Mueller, Joerg'],
    ['MUELLER^JOERG', 'Jörg Müller'],
    ['Groß^Änne', 'Gross, Aenne'],
    ['Groß^Änne', 'GROSS ANNE'],
    ['Łukasiewicz^Żaneta', 'zaneta lukasiewicz'],
    ['Sørensen^Bjørn', 'Soerensen, Bjoern'],
    ["O'Brien^Siobhán", 'OBRIEN SIOBHAN'],
    ["O'Brien^Siobhán", "Siobhan O'Brien"],
    ['van der Berg^Anneke', 'Anneke van der Berg'],
    ['García López^María José', 'Maria Jose Garcia'],
    ['Smith-Jones^Ann', 'Ann Smithjones'],
    ['Li^Wei', 'Li, Wei'],
    ['Jäger^Gisela', 'JAEGERGISELA'],
    ['Bergqvist^Åsa', 'bergqvistaasa'],
    ['van den Berg^Marijke', 'VANDENBERGMARIJKE'],
    ['Brandão^Luís Otávio', 'BRANDAOLUISOTAVIO'],
    ['Head^Will', 'HEAD^WILL'],
    ['Venkatesan^Van Anh', 'Venkatesan, V'],
    ['Ng^Mei Ling', 'NG MEI LING'],
    ['Lee^Ann', 'Lee, Ann'],
    ['May^Rose', 'May, Rose'],
    ['Long^Mark', 'Mark Long'],
    ['Head^Jane', 'Jane Head'],
    ['Doe Jane', 'Jane Doe'],
    ['Doe, Jane', 'Jane Doe'],
    ['Иванов^Пётр', 'петр Иванов'],
    ['Παπαδόπουλος^Γιώργος', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ'],
    ['山田^太郎', '患者 山田太郎 様'],
    ['山田^太郎', '山田　太郎'],
    ['王^小东', '患者王小东复查'],
    ['王^小东', '王 小东'],
    ['홍^길동', '홍길동 환자'],
    ['ヤマダ^タロウ', 'やまだ たろう'],
    ['ﾔﾏﾀﾞ^ﾀﾛｳ', 'ヤマダタロウ'],
    ['Doe^Jane', 'Ｄｏｅ　Ｊａｎｅ'],
  ])('of %s is found in %s', (name, text) => {
    expect(findsName(name, text)).toHaveLength(1);
  });

  it('tells where it stands in the original, also where accents are characters of their own', () => {
    const text = 'Über e\u0301t\u00e9: Jo\u0308rg Mu\u0308ller!'.normalize('NFD');

    expect(findsName('Müller^Jörg', text)).toEqual(['Jörg Müller'.normalize('NFD')]);
  });

  it('is not found across two values', () => {
    const place = { carrier: 'text', path: '00104000', vr: 'LO', keyword: '' } as const;
    const haystack = haystackOf(['Lee', 'Ann'].map((text) => ({ place, text, isByteForByte: true })));

    const hits = patientNameEcho.find(haystack, {
      names: ['Lee^Ann'],
      patientIds: [],
      visitIds: [],
      birthDate: undefined,
      isIdentityRemoved: false,
    });

    expect([...hits].every(({ score }) => score < 0.5)).toBe(true);
  });
});

describe('an echo of the patient name: one word of it', () => {
  it.each([
    ['Henderson^Alice', 'spoke with henderson about it', 'henderson'],
    ['Henderson^Alice', 'CT_HENDERSON_01', 'HENDERSON'],
    ['Henderson^Alice', 'Alice was moved', 'Alice'],
    ['Henderson^Alice^Beatrix', 'Beatrix', 'Beatrix'],
    ['Papadopoulou^Eleni', 'PAPADOPOULOU', 'PAPADOPOULOU'],
  ])('of %s counts in %s', (name, text, found) => {
    expect(findsName(name, text)).toEqual([found]);
  });

  it('counts more where it is the family name', () => {
    const [family] = sees(patientNameEcho, { names: ['Henderson^Alice'] }, 'Henderson');
    const [given] = sees(patientNameEcho, { names: ['Henderson^Alice'] }, 'Alice');

    expect(family?.score).toBeGreaterThan(given?.score ?? 1);
  });

  it.each([
    ['part of another word', 'Doe^Jane', 'he does what Janet doesn’t'],
    ['part of another word, in Greek', 'Νικολα^Άννα', 'Νικολαΐδης'],
    ['too short to be sure', 'Doe^Ann', 'a doe came by'],
    ['an ordinary word', 'Gray^May', 'gray matter; may need contrast'],
    ['a word of examinations', 'Head^Hand', 'HEAD HAND LOCALIZER'],
    ['a body part beside a letter', 'Hand^Laura', 'L HAND AP'],
    ['a sequence of letters', 'Long^Thomas', 'T LONG AXIS'],
    ['a disease of that name', 'Henderson^Alice', 'Henderson syndrome, henderson’s fracture'],
    ['a hospital of that name', 'Doe^Alice', 'St. Alice Hospital'],
    ['a physician of that name', 'Henderson^Alice', 'ordered by Dr. Henderson'],
    ['part of a code', 'Doe^Dade', '4dade9'],
    ['a short word of the name beside an ordinary one', 'Do^Will', 'we will do'],
    ['a particle of the name', 'van der Berg^Anneke', 'Van der Waals'],
  ])('is nothing where it is %s', (_, name, text) => {
    expect(findsName(name, text)).toEqual([]);
  });

  it.each([
    ['another person’s name', { vr: 'PN', keyword: 'ReferringPhysicianName', path: '00080090' }],
    ['a hospital', { keyword: 'InstitutionName', path: '00080080' }],
    ['a maker', { keyword: 'ManufacturerModelName', path: '00081090' }],
    ['a term of a code', { keyword: 'CodeMeaning', path: '00081032.0.00080104' }],
  ])('is nothing in an attribute for %s', (_, place) => {
    expect(findsOf(patientNameEcho, { names: ['Henderson^Alice'] }, 'Henderson', place)).toEqual([]);
  });

  it('and the whole name are found in an attribute for another person', () => {
    const place = { vr: 'PN', keyword: 'OperatorsName', path: '00081070' };

    expect(findsOf(patientNameEcho, { names: ['Henderson^Alice'] }, 'Henderson^Alice', place)).toHaveLength(1);
  });
});

describe('an echo of the patient name: nobody', () => {
  it.each([
    ['ANON', 'ANON series'],
    ['Anonymous^Patient', 'Anonymous patient'],
    ['Anonymized', 'Anonymized by the archive'],
    ['Subject^001', 'Subject 001'],
    ['TEST^PATIENT', 'Test patient'],
    ['Last^First^Middle', 'Last, First'],
    ['Phantom^QA', 'QA phantom daily'],
    ['Synthetic^Ada', 'Synthetic series'],
    ['Modality^LUT^Test', 'Modality LUT test'],
    ['CompressedSamples^CT1', 'CT1 of the axial group'],
    ['LIDC-IDRI-0001', 'LIDC-IDRI'],
    ['12345678', '12345678'],
    ['', 'no name'],
    ['^^^^', '^^^^'],
    ['x'.repeat(65), 'x'.repeat(65)],
  ])('is echoed where the name is %s', (name, text) => {
    expect(findsName(name, text)).toEqual([]);
  });

  it.each([
    ['Patient Name', { path: '00100010', vr: 'PN', keyword: 'PatientName' }],
    ['Other Patient Names', { path: '00101001', vr: 'PN', keyword: 'OtherPatientNames' }],
    ['a UID', { carrier: 'uid', path: '0020000D', vr: 'UI' }],
  ] as const)('is echoed in %s itself', (_, place) => {
    expect(findsOf(patientNameEcho, { names: ['Doe^Jane'] }, 'Doe^Jane', place)).toEqual([]);
  });

  it.each([
    'Head^Routine_HeadSeq (Adult)',
    'CT Thorax/Abdomen w contrast 5.0 B31f',
    't1_mprage_sag_p2_iso_1.0',
    'SIEMENS SOMATOM Definition AS+',
    '1.2.840.113619.2.55.3.604688119.971',
    'ORIGINAL\\PRIMARY\\AXIAL\\CT_SOM5 SPI',
    'Lung nodule, left lower lobe; no acute fracture.',
    'Knie links ap und seitlich',
    'DOSE REPORT / SCREEN SAVE',
  ])('is echoed by %s', (text) => {
    const names = ['Henderson^Alice', 'Doe^Jane', 'Li^Wei', 'Long^May', 'Müller^Jörg', 'Hand^Laura', 'Klein^Max'];

    expect(names.flatMap((name) => findsName(name, text))).toEqual([]);
  });
});

describe('an echo of the patient name: a name made to be everywhere', () => {
  it.each([
    ['in a script without spaces', '王'],
    ['in one with', 'a'],
  ])('is given up instead of being looked for without end: %s', (_how, letter) => {
    const name = Array.from({ length: 60 }, (_, index) => letter.repeat(index + 3)).join(' ');

    const looking = () => findsName(`${name}^X`, letter.repeat(1_000_000));

    expect(looking).toThrow('more places than are looked at');
  });
});
