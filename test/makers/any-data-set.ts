import fc from 'fast-check';
import type { DicomJsonAttribute, DicomJsonValue } from '../../shared/dicom/dicom-json.ts';

const word = fc.stringMatching(/^[A-Za-z0-9ÄÖüßéЖ漢字][A-Za-z0-9ÄÖüßéЖ漢字 .,;:<>&"'-]{0,20}[A-Za-z0-9ÄÖüßéЖ漢字]$/u);
const code = fc.stringMatching(/^[A-Z0-9_]{1,16}$/);
const uid = fc.stringMatching(/^2\.25\.[1-9][0-9]{0,30}$/);
const group = fc.stringMatching(/^[A-Za-zÄöЖ漢][A-Za-zÄöЖ漢 ]{0,8}[A-Za-zÄöЖ漢](?:\^[A-Za-z]{1,8}){0,4}$/u);
const personName = fc
  .record({ Alphabetic: group, Ideographic: group, Phonetic: group }, { requiredKeys: ['Alphabetic'] })
  .map((name) => name as DicomJsonValue);
const float = fc.float({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const decimal = fc.integer({ min: -999_999, max: 999_999 }).map((value) => value / 1000);
const tag = fc.stringMatching(/^[0-9A-F]{8}$/);

/** Values of each VR that a file gives back as they are: no padding, nothing that a reader would take for several values. */
const valuesOf: Readonly<Record<string, fc.Arbitrary<DicomJsonValue>>> = {
  AT: tag,
  CS: code,
  DA: fc.constant('20260102'),
  DS: decimal,
  FD: double,
  FL: float,
  IS: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  LO: word,
  PN: personName,
  SH: word,
  SL: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  SS: fc.integer({ min: -32_768, max: 32_767 }),
  SV: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(exact),
  UC: word,
  UI: uid,
  UL: fc.nat({ max: 2 ** 32 - 1 }),
  US: fc.nat({ max: 65_535 }),
  UV: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(exact),
};
const singleValuesOf: Readonly<Record<string, fc.Arbitrary<DicomJsonValue>>> = {
  LT: word,
  ST: word,
  UR: fc.webUrl(),
  UT: word,
};

function exact(value: bigint): number | string {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

const plainAttribute: fc.Arbitrary<DicomJsonAttribute> = fc.oneof(
  ...Object.entries(valuesOf).map(([vr, value]) =>
    fc.array(value, { maxLength: 4 }).map((Value) => (Value.length === 0 ? { vr } : { vr, Value })),
  ),
  ...Object.entries(singleValuesOf).map(([vr, value]) => value.map((each) => ({ vr, Value: [each] }))),
  fc
    .uint8Array({ minLength: 1, maxLength: 40 })
    .map((bytes) => ({ vr: 'OB', InlineBinary: Buffer.concat([bytes, bytes]).toString('base64') })),
);

/** Of an even group that PS3.6 says nothing of, so that only the VR that is given tells what is there. */
const unknownTag = fc
  .integer({ min: 0x1001, max: 0xfffd })
  .map((element) => `0044${element.toString(16).toUpperCase().padStart(4, '0')}`);

/** Data sets in the DICOM JSON model, sequences in sequences among them. */
export const anyDataSet = fc.letrec<{ dataSet: Record<string, DicomJsonAttribute>; sequence: DicomJsonAttribute }>(
  (tie) => ({
    dataSet: fc.dictionary(unknownTag, fc.oneof({ maxDepth: 3, depthSize: 'small' }, plainAttribute, tie('sequence')), {
      maxKeys: 8,
    }),
    sequence: fc
      .array(tie('dataSet'), { maxLength: 3 })
      .map((Value) => (Value.length === 0 ? { vr: 'SQ' } : { vr: 'SQ', Value })),
  }),
).dataSet;
