import type { InspectedText } from '../inspected-text.ts';

export interface TakenTexts {
  readonly texts: readonly InspectedText[];
  readonly isCut: boolean;
}

/** Texts in their order until the room is used up; the text that does not fit whole is the last, cut. */
export function takeTexts(all: Iterable<InspectedText>, maxCharacters: number): TakenTexts {
  const texts: InspectedText[] = [];
  let room = maxCharacters;
  for (const text of all) {
    if (text.text.length > room) {
      if (room > 0) texts.push({ ...text, text: text.text.slice(0, room) });
      return { texts, isCut: true };
    }
    texts.push(text);
    room -= text.text.length;
  }
  return { texts, isCut: false };
}
