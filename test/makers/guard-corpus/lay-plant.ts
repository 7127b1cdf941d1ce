import { allPlaces } from './all-places.ts';
import { makePerson, type Person, type Script } from './person.ts';
import { canHold, canWrite, type InstanceKind, type Laid, type Place } from './place.ts';
import type { Random } from './random.ts';
import { sentenceWith } from './sentences.ts';
import type { PlantType, TypeClass, Written } from './written.ts';

/** One line of the answer key. */
export interface Plant {
  readonly type: string;
  readonly class: TypeClass;
  /** Of the corpus, in words. */
  readonly place: string;
  readonly carrier: Place['carrier'];
  readonly path: string;
  readonly value: string;
  /** All that stands there, as it was written. */
  readonly text: string;
  /** Of the value in what the guard reads at that path; missing inside of bytes and documents. */
  readonly start?: number;
  readonly end?: number;
  /** Those that would be right, the type's own first. */
  readonly detectors: readonly string[];
}

export interface LaidPlant {
  readonly plant: Plant;
  readonly place: Place;
  readonly laid: Laid;
}

/** What is settled of an instance by what was laid before. */
export interface Frame {
  readonly person: Person;
  readonly kind?: InstanceKind;
  /** First eight digits of paths that are taken. */
  readonly taken: ReadonlySet<string>;
}

const maxTries = 60;

/** An identifier of this type in a place that such a type comes in and that is still free; undefined where there is none. */
export function layPlant(random: Random, type: PlantType, frame: Frame): LaidPlant | undefined {
  const open = allPlaces.filter((place) => isOpen(place, type, frame));
  for (let attempt = 0; attempt < maxTries && open.length > 0; attempt += 1) {
    const laid = tryToLay(random, type, random.pick(open), frame.person);
    if (laid !== undefined) return laid;
  }
  return undefined;
}

/** For the first identifier of an instance, whose place decides what kind of person the instance is of. */
export function layFirstPlant(random: Random, type: PlantType): LaidPlant & { readonly person: Person } {
  for (;;) {
    const place = random.pick(allPlaces.filter((each) => comesIn(each, type)));
    const person = personFor(random, place);
    const laid = tryToLay(random, type, place, person);
    if (laid !== undefined) return { ...laid, person };
  }
}

export const topTag = (path: string): string => path.slice(0, 8);

function isOpen(place: Place, type: PlantType, { kind, taken }: Frame): boolean {
  const hasKind = place.kinds === undefined || kind === undefined || place.kinds.includes(kind);
  return hasKind && place.charset === undefined && !taken.has(topTag(place.path)) && comesIn(place, type);
}

function comesIn({ id, onlyTypes, notForTypes }: Place, type: PlantType): boolean {
  if (notForTypes?.includes(type.id) === true) return false;
  if (type.onlyIn !== undefined) return type.onlyIn.includes(id);
  return onlyTypes === undefined || onlyTypes.includes(type.id);
}

export function personFor(random: Random, { script, charset }: Pick<Place, 'script' | 'charset'>): Person {
  const person = makePerson(random, script ?? (charset === undefined ? anyScript(random) : 'latin'));
  const isWritable = charset !== 'ISO_IR 100' || canWrite('latin1', person.patientName);
  return isWritable ? person : personFor(random, { ...(script && { script }), ...(charset && { charset }) });
}

const anyScript = (random: Random): Script => random.pick([...Array<Script>(22).fill('latin'), 'cyrillic', 'japanese']);

function tryToLay(random: Random, type: PlantType, place: Place, person: Person): LaidPlant | undefined {
  const written = shouted(random, type, type.write(random, person));
  if (place.accepts?.test(written.text.slice(written.start, written.end)) === false) return undefined;
  const sentence = place.isBare ? bareText(random, written, place) : sentenceWith(random, written, place.maxCharacters);
  if (sentence === undefined || !canHold(place, sentence.text)) return undefined;
  const laid = place.lay(sentence.text, random);
  const value = sentence.text.slice(sentence.start, sentence.end);
  const at = laid.before === undefined ? {} : { start: laid.before + sentence.start, end: laid.before + sentence.end };
  const { id, carrier, path } = place;
  const key = {
    type: type.id,
    class: type.class,
    place: id,
    carrier,
    path: laid.path ?? path,
    value,
    text: sentence.text,
  };
  return { plant: { ...key, ...at, detectors: [type.id, ...(written.alsoRight ?? [])] }, place, laid };
}

const caseTells = new Set(['json-web-token', 'cloud-key', 'private-key', 'url-with-user', 'uid-echo']);

/** Consoles and habits write in capitals. */
function shouted(random: Random, type: PlantType, written: Written): Written {
  const text = written.text.toUpperCase();
  const isShouted = !caseTells.has(type.id) && text.length === written.text.length && random.chance(0.12);
  return isShouted ? { ...written, text } : written;
}

/** In an attribute of its own the value stands alone; in file names spaces are often underscores. */
function bareText(random: Random, { text, start, end }: Written, { id, carrier }: Place) {
  if (carrier === 'uid') return { text, start, end };
  if (!id.startsWith('part header')) return { text: text.slice(start, end), start: 0, end: end - start };
  const isJoined = random.chance(0.5) && !/\d \d/.test(text);
  return { text: isJoined ? text.replaceAll(' ', '_') : text, start, end };
}
