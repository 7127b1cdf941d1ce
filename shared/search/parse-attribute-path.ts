import type { AttributePath, PathStep } from '../dicom/attribute-path.ts';
import { creatorTagOf } from '../dicom/attribute-path.ts';
import { findByKeyword, isPrivateCreator, isPrivateGroup } from '../dicom/dictionary.ts';
import { tagToHex } from '../dicom/tags.ts';

const maxSteps = 8;

/** Creators by the path of their element, as a query names them: `00290010`, or `00400275.00290010` inside a sequence. */
export type PrivateCreators = ReadonlyMap<string, string>;

/**
 * PS3.18 8.3.4.1: each step is a tag or a keyword; a private tag counts only beside its creator. Undefined for what names no
 * attribute.
 */
export function parseAttributePath(name: string, creators: PrivateCreators): AttributePath | undefined {
  const words = name.split('.', maxSteps + 1);
  if (words.length > maxSteps) return undefined;
  const steps: PathStep[] = [];
  for (const word of words) {
    const step = parseStep(word.trim(), steps, creators);
    if (step === undefined) return undefined;
    steps.push(step);
  }
  return steps;
}

function parseStep(word: string, outer: AttributePath, creators: PrivateCreators): PathStep | undefined {
  const tag = tagOf(word);
  if (tag === undefined || !isPrivate(tag)) return tag === undefined ? undefined : { tag };
  const creatorTag = creatorTagOf(tag);
  const path = [...outer.map((step) => step.tag), creatorTag].join('.');
  const privateCreator = creators.get(path) ?? creators.get(creatorTag);
  return privateCreator === undefined ? undefined : { tag, privateCreator };
}

/** Eight hex digits, or a keyword of PS3.6. */
export function tagOf(word: string): string | undefined {
  if (/^[0-9a-f]{8}$/i.test(word)) return word.toUpperCase();
  const entry = findByKeyword(word);
  return entry && tagToHex(entry.tag);
}

/** A private element that needs a creator: creators themselves are plain attributes. */
function isPrivate(tag: string): boolean {
  const number = Number.parseInt(tag, 16);
  return isPrivateGroup(number) && !isPrivateCreator(number);
}
