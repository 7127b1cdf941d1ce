import { allPlaces } from './all-places.ts';
import { type Frame, topTag } from './lay-plant.ts';
import { canHold, type InstanceKind, type Laid, type Place } from './place.ts';
import type { Random } from './random.ts';
import { reportText } from './report-sentences.ts';
import type { PlacedNegative } from './technical-header.ts';
import { technicalText } from './technical-texts.ts';

export interface LaidNegative {
  readonly negative: PlacedNegative;
  readonly place: Place;
  readonly laid: Laid;
}

export interface Wish {
  readonly isClean: boolean;
  /** The instance's character set has few letters. */
  readonly isAscii: boolean;
}

/** Texts that are nobody's, in places that are still free; and something in each place that this kind of instance must have. */
export function layNegatives(random: Random, frame: Frame, wish: Wish): readonly LaidNegative[] {
  const free = random.shuffled(allPlaces.filter((place) => isFree(place, frame)));
  const needed = neededPlace(random, frame);
  const onlyStandard = random.chance(0.4);
  const others = free.filter((place) => place.kinds === undefined && (!onlyStandard || place.isStandard === true));
  const chosen = [...needed, ...others.slice(0, wish.isClean ? random.whole(6, 12) : random.whole(1, 4))];
  return chosen.flatMap((place) => layNegative(random, place, wish));
}

const isForAnything = ({ onlyTypes, charset }: Place): boolean => onlyTypes === undefined && charset === undefined;

const isFree = (place: Place, { taken }: Frame): boolean =>
  isForAnything(place) && !taken.has(topTag(place.path)) && place.carrier !== 'preamble';

/** A report without content and a frame without codestream would be no ordinary instances. */
function neededPlace(random: Random, { kind = 'ct', taken }: Frame): readonly Place[] {
  const own = placesOf(kind);
  const isThere = own.some(({ path }) => taken.has(topTag(path)));
  return own.length === 0 || isThere ? [] : [random.pick(own)];
}

const placesOf = (kind: InstanceKind): readonly Place[] =>
  allPlaces.filter((place) => place.kinds?.includes(kind) === true && isForAnything(place));

function layNegative(random: Random, place: Place, { isAscii }: Wish): readonly LaidNegative[] {
  const { kind, text } = textFor(random, place);
  if (!canHold(place, text) || (isAscii && !/^[\x20-\x7e\r\n]*$/.test(text))) return [];
  const laid = place.lay(text, random);
  return [{ negative: { kind, path: laid.path ?? place.path }, place, laid }];
}

function textFor(random: Random, place: Place): ReturnType<typeof technicalText> {
  if (place.maxCharacters <= 64 || random.chance(0.4)) return technicalText(random);
  return { kind: 'report', text: reportText(random, random.whole(40, 600)) };
}
