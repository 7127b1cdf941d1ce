import type { ByteRange } from '../../dicom/byte-range.ts';
import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Carrier, InspectedText, Place } from '../inspected-text.ts';
import { type PrintableRun, printableRuns } from './printable-runs.ts';
import { valuePlace } from './value-place.ts';

/** Shorter runs are chance, or the four letters of a format. */
const minRunCharacters = 6;

const minValueCharacters = 3;

/** In values that are tables by their nature, chance has more tries. */
const minRunCharactersInSamples = 8;

/** More runs than this are told as one text: a segment each would cost more than it says. */
const maxTextsPerValue = 1_000;

/** What reads as text in values whose VR says nothing of text: OB, OW, UN, and tables of numbers. */
export function* printableTexts(values: Iterable<CarriedValue>, maxCharacters?: number): Generator<InspectedText> {
  for (const value of values) yield* runTexts({ ...value, maxCharacters }, valuePlace(value, 'printable-bytes'), value);
}

export function printableTextsOfValue(value: CarriedValue, carrier: Carrier): Iterable<InspectedText> {
  return runTexts(value, valuePlace(value, carrier), value);
}

interface SearchedBytes {
  readonly bytes: Buffer;
  /** What goes beyond is not looked for. */
  readonly maxCharacters?: number | undefined;
}

/** One text a run, each with its bytes, so that it can be blanked in the file. */
export function runTexts(searched: SearchedBytes, place: Place, at: ByteRange): InspectedText[] {
  const runs = runsIn(searched, place);
  const single = runs.slice(0, maxTextsPerValue).map((run) => textOfRun(run, place, at.offset));
  const others = runs.slice(maxTextsPerValue);
  return others.length === 0 ? single : [...single, textOfMany(others, place, at)];
}

function runsIn({ bytes, maxCharacters }: SearchedBytes, place: Place): readonly PrintableRun[] {
  if (!holdsSamples(place)) return printableRuns(bytes, minRunIn(bytes), maxCharacters);
  if (!holdsNumbers(place)) return printableRuns(bytes, minRunCharactersInSamples, maxCharacters);
  return printableRuns(bytes, minRunCharactersInSamples).filter(({ text }) => letters.test(text));
}

/** Numbers side by side spell marks and digits all the time, but rarely a word. */
const letters = /\p{L}{3}/u;

const holdsNumbers = ({ vr }: Place): boolean => numberVrs.has(vr);

const numberVrs: ReadonlySet<string> = new Set(['AT', 'FD', 'FL', 'SL', 'SS', 'SV', 'UL', 'US', 'UV']);

/** A value that is shorter than a run has to be is one if all of it is text: a private element may hold `Kim`. */
function minRunIn(bytes: Buffer): number {
  if (bytes.length > minRunCharacters) return minRunCharacters;
  return Math.max(minValueCharacters, bytes.toString('latin1').replace(/\0{1,6}$/, '').length);
}

/** OW, OF and their like are tables and waveforms, as are many numbers. OB and UN may be anything. */
const holdsSamples = ({ vr, carrier }: Place): boolean => carrier === 'printable-bytes' && vr !== 'OB' && vr !== 'UN';

const textOfRun = ({ offset, length, text, isByteForByte }: PrintableRun, place: Place, start: number) => ({
  place: { ...place, bytes: { offset: start + offset, length } },
  text,
  isByteForByte,
});

const textOfMany = (runs: readonly PrintableRun[], place: Place, { offset, length }: ByteRange): InspectedText => ({
  place: { ...place, bytes: { offset, length } },
  text: runs.map(({ text }) => text).join('\n'),
  isByteForByte: false,
});
