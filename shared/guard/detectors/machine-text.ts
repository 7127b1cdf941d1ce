import type { Segment } from '../haystack.ts';
import type { PatternScores } from './pattern-detector.ts';

/** Attributes of PS3.6 that name equipment, software, accessories and codes, by the words their keywords are made of. */
const machineKeywords = [
  /Serial|Version|Firmware|SoftwareLongForm|ModelName|ModelNumber|ModelGroup|SourceModelID|PartNumber|LotIdentifier/,
  /(?:Device|Detector|Plate|Cassette|Gantry|Grid|Generator|Machine|Scanner|Equipment|Transducer|Source)(?:ID|Identifier|Label|UID)$/,
  /(?:Applicator|Tray|Wedge|Bolus|Compensator|Shield|Snout|RangeShifter|RangeModulator|Accessory|Slot|Support|Spreading)(?:ID|Code)$/,
  /(?:Station|Machine|Scanner|Coil|Applicator|Wedge|Collimator|CollimatorGrid|Kernel|Algorithm)Name$/,
  /(?:AETitle|ApplicationEntityTitle|NetworkID)$/,
  /^(?:UniqueDeviceIdentifier|DeviceAlternateIdentifier|ManufacturerDeviceIdentifier|TransducerData|ConvolutionKernel)$/,
  /^(?:Code|LongCode|URNCode|ExtendedCode)Value$|^(?:Context|Template)Identifier$|^CodingScheme/,
];

/**
 * Serial numbers, versions, part numbers and codes have the digits of an identifier and belong to nobody;
 * a number there says something only when a word beside it names it.
 */
export function isMachineText({ source }: Segment): boolean {
  const { keyword, vr } = source.place;
  return vr === 'AE' || machineKeywords.some((words) => words.test(keyword));
}

/** No pattern is to be looked for in a UID. What stands in a VR of numbers or dates and is none is a text like others. */
export function isUid({ source }: Segment): boolean {
  return source.place.carrier === 'uid';
}

/** Scores of a number that is one by itself in a text, and in machine text only where a word beside it says so. */
export function onlyNamedInMachineText(scores: PatternScores): (match: string, segment: Segment) => PatternScores {
  return (_match, segment) => (isMachineText(segment) ? { ...scores, alone: 0 } : scores);
}
