import { dictionary as published } from 'dcmjs/dictionary';

export interface DictionaryEntry {
  readonly tag: number;
  readonly keyword: string;
  /** Two letters, or `xs` (US or SS), `ox` (OB or OW), `lt` (OW or US), where the data set decides. */
  readonly vr: string;
}

const plainTag = /^\(([0-9A-F]{4}),([0-9A-F]{4})\)$/;
const repeatingTag = /^\((50|60)00-(?:50|60)FF,([0-9A-F]{4})\)$/;
const ownWords: Readonly<Record<string, string>> = { up: 'UL', na: 'UN' };

const entries: readonly DictionaryEntry[] = Object.entries(published).flatMap(([key, { name, vr }]) => {
  const match = plainTag.exec(key);
  if (match === null || vr === undefined || name === '') return [];
  const tag = Number.parseInt(`${match[1]}${match[2]}`, 16);
  return isPrivateGroup(tag) ? [] : [{ tag, keyword: name, vr: ownWords[vr] ?? vr }];
});

const vrByTag: ReadonlyMap<number, string> = new Map(entries.map(({ tag, vr }) => [tag, vr]));

const keywordByTag: ReadonlyMap<number, string> = new Map(
  entries.map(({ tag, keyword }) => [tag, withoutMark(keyword)]),
);

const entryByKeyword: ReadonlyMap<string, DictionaryEntry> = new Map(entries.map((each) => [each.keyword, each]));

/** PS3.5 7.6: overlay and curve groups repeat, so one row of the dictionary stands for sixteen groups. */
const repeatingElements: readonly { readonly element: string; readonly keyword: string; readonly vr: string }[] =
  Object.entries(published).flatMap(([key, { name, vr }]) => {
    const match = repeatingTag.exec(key);
    if (match === null || vr === undefined) return [];
    return [{ element: `${match[1]}${match[2]}`, keyword: withoutMark(name), vr }];
  });

const vrByRepeatingElement: ReadonlyMap<string, string> = new Map(
  repeatingElements.map((each) => [each.element, each.vr]),
);

const keywordByRepeatingElement: ReadonlyMap<string, string> = new Map(
  repeatingElements.map((each) => [each.element, each.keyword]),
);

/** The VR that implicit VR leaves unsaid (PS3.6 6); `undefined` for what PS3.6 does not know. */
export function findVr(tag: number): string | undefined {
  if ((tag & 0xffff) === 0) return 'UL';
  if (isPrivateGroup(tag)) return isPrivateCreator(tag) ? 'LO' : undefined;
  return vrByTag.get(tag) ?? findRepeatingVr(tag);
}

/** The attribute of this name, as query parameters and `includefield` give it (PS3.18 8.3.4). */
export function findByKeyword(keyword: string): DictionaryEntry | undefined {
  return entryByKeyword.get(keyword);
}

/** What PS3.6 calls the attribute; empty for what it does not know, private attributes above all. */
export function keywordOf(tag: number): string {
  if (isPrivateGroup(tag)) return '';
  return keywordByTag.get(tag) ?? keywordByRepeatingElement.get(repeatingElementOf(tag)) ?? '';
}

/** The published dictionary marks what is retired within the keyword; PS3.6 marks it beside. */
function withoutMark(keyword: string): string {
  return keyword.replace(/^RETIRED_/, '');
}

/** PS3.5 7.8: odd groups are private. */
export function isPrivateGroup(tag: number): boolean {
  return ((tag >>> 16) & 1) === 1;
}

/** PS3.5 7.8.1: reserves a block of private elements. */
export function isPrivateCreator(tag: number): boolean {
  const elementNumber = tag & 0xffff;
  return elementNumber >= 0x10 && elementNumber <= 0xff;
}

function findRepeatingVr(tag: number): string | undefined {
  return vrByRepeatingElement.get(repeatingElementOf(tag));
}

function repeatingElementOf(tag: number): string {
  const hex = tag.toString(16).toUpperCase().padStart(8, '0');
  return hex.slice(0, 2) + hex.slice(4);
}
