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

/** PS3.5 6.2: these VRs have a form of their own, so what looks like an identifier in them is a number, a time or a UID. */
const formalVrs = new Set([
  'UI',
  'DS',
  'IS',
  'DA',
  'TM',
  'DT',
  'AS',
  'AT',
  'FL',
  'FD',
  'SL',
  'SS',
  'SV',
  'UL',
  'US',
  'UV',
]);

/** UIDs and the VRs of numbers, dates and times: no pattern is to be looked for in them. */
export function isUidOrNumber({ source }: Segment): boolean {
  return source.place.carrier === 'uid' || formalVrs.has(source.place.vr);
}

/** Scores of a number that is one by itself in a text, and in machine text only where a word beside it says so. */
export function onlyNamedInMachineText(scores: PatternScores): (match: string, segment: Segment) => PatternScores {
  return (_match, segment) => (isMachineText(segment) ? { ...scores, alone: 0 } : scores);
}
