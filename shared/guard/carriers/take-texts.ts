import type { InspectedText } from '../inspected-text.ts';

export interface TakenTexts {
  readonly texts: readonly InspectedText[];
  /** What there was no room for. */
  readonly rest: readonly InspectedText[];
}

/** More than the reader captures of an instance, so that this is an end and not a limit. */
const maxRestCharacters = 64 * 1024 * 1024;

/** Texts in their order until the room is used up; the text that does not fit whole is parted. */
export function takeTexts(all: Iterable<InspectedText>, maxCharacters: number): TakenTexts {
  const texts: InspectedText[] = [];
  const rest: InspectedText[] = [];
  let room = maxCharacters;
  let restRoom = maxRestCharacters;
  for (const text of all) {
    const taken = Math.min(text.text.length, room);
    room -= taken;
    if (taken === text.text.length) texts.push(text);
    else if (taken > 0) texts.push(partOf(text, 0, taken));
    if (taken === text.text.length) continue;
    rest.push(partOf(text, taken, text.text.length));
    restRoom -= text.text.length - taken;
    if (restRoom < 0) break;
  }
  return { texts, rest };
}

function partOf(whole: InspectedText, from: number, to: number): InspectedText {
  const { place, isByteForByte } = whole;
  const text = whole.text.slice(from, to);
  if (place.bytes === undefined || !isByteForByte) return { ...whole, text };
  return { ...whole, text, place: { ...place, bytes: { offset: place.bytes.offset + from, length: to - from } } };
}
