import { type CtSpec, makeCt } from '../make-ct.ts';
import { type ElementSpec, element, fragments } from '../part10.ts';
import { fileMeta, transferSyntaxes } from '../part10-file.ts';
import { recoded, textBytes } from './charset-bytes.ts';
import { europeanNumbers } from './european-numbers.ts';
import { type LaidNegative, layNegatives } from './lay-negatives.ts';
import { type Frame, type LaidPlant, layFirstPlant, layPlant, type Plant, personFor, topTag } from './lay-plant.ts';
import { compactDay, type Person } from './person.ts';
import type { Charset, InstanceKind, Laid, Place } from './place.ts';
import type { Random } from './random.ts';
import { longUid, type PlacedNegative, technicalHeader } from './technical-header.ts';
import type { PlantType } from './written.ts';

export interface CorpusInstance {
  readonly bytes: Buffer;
  readonly kind: InstanceKind;
  readonly partHeaders: readonly string[];
  readonly plants: readonly Plant[];
  readonly negatives: readonly PlacedNegative[];
}

export function makePlantedInstance(random: Random, types: readonly PlantType[]): CorpusInstance {
  const [firstType, ...otherTypes] = types as readonly [PlantType, ...PlantType[]];
  const first = layFirstPlant(random, firstType);
  const kind = kindOf(random, first.place);
  const laid: LaidPlant[] = [first];
  for (const type of first.place.charset === undefined ? otherTypes : []) {
    const next = layPlant(random, type, { person: first.person, kind, taken: takenBy(laid) });
    if (next !== undefined) laid.push(next);
  }
  return assembled(random, { person: first.person, kind, laid });
}

export function makeCleanInstance(random: Random): CorpusInstance {
  const person = personFor(random, {});
  const kind = anyKind(random);
  return assembled(random, { person: random.chance(0.1) ? withNationalId(random, person) : person, kind, laid: [] });
}

/** Where everybody has a national number, hospitals use it as the patient's. */
function withNationalId(random: Random, person: Person): Person {
  const { text, start, end } = random.pick(europeanNumbers).write(random, person);
  return { ...person, patientId: text.slice(start, end) };
}

const anyKind = (random: Random): InstanceKind =>
  random.pick(['ct', 'ct', 'ct', 'ct', 'jpeg', 'jpeg2000', 'sr', 'pdf', 'cda', 'presentation', 'ecg']);

const kindOf = (random: Random, { kinds }: Place): InstanceKind =>
  kinds === undefined ? random.pick(['ct', 'ct', 'ct', 'ct', anyKind(random)]) : random.pick(kinds);

const takenBy = (laid: readonly { readonly place: Place }[]): ReadonlySet<string> =>
  new Set(laid.map(({ place }) => topTag(place.path)));

interface Assembly {
  readonly person: Person;
  readonly kind: InstanceKind;
  readonly laid: readonly LaidPlant[];
}

function assembled(random: Random, { person, kind, laid }: Assembly): CorpusInstance {
  const frame: Frame = { person, kind, taken: takenBy(laid) };
  const charset = laid.map(({ place }) => place.charset).find((each) => each !== undefined);
  const negatives = layNegatives(random, frame, { isClean: laid.length === 0, isAscii: charset !== undefined });
  const header = technicalHeader(random, kind, person);
  const all: readonly (LaidPlant | LaidNegative)[] = [...laid, ...negatives];
  const file = fileOf(random, { person, kind, charset, all, technical: header.elements });
  return {
    bytes: makeCt(file).bytes,
    kind,
    partHeaders: all.flatMap(({ laid: { partHeader } }) => (partHeader === undefined ? [] : [partHeader])),
    plants: laid.map(({ plant }) => plant),
    negatives: [...header.negatives, ...negatives.map(({ negative }) => negative)],
  };
}

interface FileParts {
  readonly person: Person;
  readonly kind: InstanceKind;
  readonly charset: Charset | undefined;
  readonly all: readonly { readonly place: Place; readonly laid: Laid }[];
  readonly technical: readonly ElementSpec[];
}

function fileOf(random: Random, { person, kind, charset, all, technical }: FileParts): CtSpec {
  const letters = charset ?? 'ISO_IR 192';
  const placed = all.flatMap(({ laid }) => laid.elements ?? []);
  const taken = new Set(placed.map(tagOf));
  const extra = [
    ...technical.filter((spec) => !taken.has(tagOf(spec))),
    ...placed,
    ...(kind === 'pdf' || kind === 'cda' ? documentElements : []),
  ];
  const sopInstanceUid = longUid(random);
  const transferSyntaxUid = syntaxOf(random, kind, all);
  const { sopClassUid, modality } = natures[kind];
  return {
    studyUid: longUid(random),
    seriesUid: longUid(random),
    sopInstanceUid,
    sopClassUid,
    modality,
    transferSyntaxUid,
    charset: letters,
    patientName: textBytesPadded(person.patientName, letters),
    patientId: person.patientId,
    patientBirthDate: compactDay(person.birth),
    accessionNumber: person.accessionNumber,
    studyDate: `2024${random.pick(['02', '06', '09'])}${random.whole(10, 28)}`,
    seriesDescription: random.pick(['Thorax 1.0 B70f', 'Ax T1 post', 'Lat', '']),
    studyDescription: random.pick(['CT CHEST W CONTRAST', 'MRT Knie links', 'XR hand 2 views']),
    extra: recoded(extra, letters),
    ...pixelsOf(kind, all),
    file: {
      ...metaOf(all, { transferSyntaxUid, sopClassUid, sopInstanceUid }),
      ...preambleOf(all),
    },
  };
}

const tagOf = (spec: ElementSpec): string => (spec.kind === 'raw' ? '' : spec.tag);

function textBytesPadded(text: string, charset: Charset): string | Uint8Array {
  if (charset === 'ISO_IR 192') return text;
  const bytes = textBytes(text, charset);
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(0x20)]);
}

/** PS3.3 A.45: a document says whether it has annotation in its picture, and what it is of. */
const documentElements: readonly ElementSpec[] = [element('00280301', 'CS', 'YES'), element('00080064', 'CS', 'WSD')];

interface Nature {
  readonly sopClassUid: string;
  readonly modality: string;
}

const ct: Nature = { sopClassUid: '1.2.840.10008.5.1.4.1.1.2', modality: 'CT' };
const natures: Readonly<Record<InstanceKind, Nature>> = {
  ct,
  jpeg: ct,
  jpeg2000: ct,
  sr: { sopClassUid: '1.2.840.10008.5.1.4.1.1.88.11', modality: 'SR' },
  pdf: { sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1', modality: 'DOC' },
  cda: { sopClassUid: '1.2.840.10008.5.1.4.1.1.104.2', modality: 'DOC' },
  presentation: { sopClassUid: '1.2.840.10008.5.1.4.1.1.11.1', modality: 'PR' },
  ecg: { sopClassUid: '1.2.840.10008.5.1.4.1.1.9.1.1', modality: 'ECG' },
};

/** Where nothing private stands, any encoding says the same. */
function syntaxOf(random: Random, kind: InstanceKind, all: FileParts['all']): string {
  const { explicitLittleEndian, implicitLittleEndian, explicitBigEndian, deflated, jpegBaseline, jpeg2000Lossless } =
    transferSyntaxes;
  if (kind === 'jpeg') return jpegBaseline;
  if (kind === 'jpeg2000') return jpeg2000Lossless;
  if (kind !== 'ct' || !all.every(({ place }) => place.isStandard)) return explicitLittleEndian;
  return random.pick([explicitLittleEndian, implicitLittleEndian, explicitBigEndian, deflated]);
}

const imageTags = [
  '00280002',
  '00280004',
  '00280010',
  '00280011',
  '00280030',
  '00280100',
  '00280101',
  '00280102',
  '00280103',
  '00281050',
  '00281051',
  '00281052',
  '00281053',
];

function pixelsOf(kind: InstanceKind, all: FileParts['all']): CtSpec {
  if (kind === 'ct') return {};
  if (kind !== 'jpeg' && kind !== 'jpeg2000') return { pixelData: null, without: imageTags };
  const frame = all.map(({ laid }) => laid.frame).find((each) => each !== undefined) ?? Buffer.alloc(0);
  return {
    pixelData: fragments([Buffer.alloc(0), frame.length % 2 === 0 ? frame : Buffer.concat([frame, Buffer.alloc(1)])]),
  };
}

function metaOf(all: FileParts['all'], uids: Parameters<typeof fileMeta>[0]): CtSpec['file'] {
  const own = all.flatMap(({ laid }) => laid.fileMeta ?? []);
  if (own.length === 0) return {};
  const [, ...standard] = fileMeta(uids);
  const length = [...standard, ...own].reduce((sum, spec) => sum + encodedLength(spec), 0);
  return { meta: [element('00020000', 'UL', [length]), ...standard, ...own] };
}

function encodedLength(spec: ElementSpec): number {
  if (spec.kind !== 'value') return 0;
  const bytes = Math.ceil(Buffer.byteLength(spec.value as string | Uint8Array) / 2) * 2;
  return bytes + (spec.vr === 'OB' || spec.vr === 'UN' ? 12 : 8);
}

function preambleOf(all: FileParts['all']): CtSpec['file'] {
  const preamble = all.map(({ laid }) => laid.preamble).find((each) => each !== undefined);
  return preamble === undefined ? {} : { preamble };
}
