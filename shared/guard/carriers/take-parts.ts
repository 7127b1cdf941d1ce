import type { DocumentPart } from './document-contents.ts';

export interface TakenParts {
  readonly parts: DocumentPart[];
  readonly isWhole: boolean;
}

/** Parts in their order until the room is used up, the last one cut. Nothing more is asked for then: a document may hold no end of them. */
export function takeParts(all: Iterable<DocumentPart>, maxCharacters: number): TakenParts {
  const parts: DocumentPart[] = [];
  let room = maxCharacters;
  for (const { detail, text } of all) {
    if (text.length > room) {
      if (room > 0) parts.push({ detail, text: text.slice(0, room) });
      return { parts, isWhole: false };
    }
    parts.push({ detail, text });
    room -= text.length;
  }
  return { parts, isWhole: true };
}

export const charactersOf = (parts: readonly DocumentPart[]): number =>
  parts.reduce((sum, { text }) => sum + text.length, 0);
