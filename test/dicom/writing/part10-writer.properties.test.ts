import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DicomError } from '../../../shared/dicom/dicom-error.ts';
import type { DicomJson } from '../../../shared/dicom/dicom-json.ts';
import { layOutPart10, part10Bytes } from '../../../shared/dicom/writing/part10-bytes.ts';
import { dicomXmlChunks } from '../../../shared/dicomweb/dicom-xml-writer.ts';
import { parseJsonText, readDicomJson } from '../../../shared/dicomweb/read-dicom-json.ts';
import { readDicomXml } from '../../../shared/dicomweb/read-dicom-xml.ts';
import { GatewayError } from '../../../shared/errors.ts';
import { anyDataSet } from '../../makers/any-data-set.ts';
import { bareMetadata } from '../../makers/metadata-body.ts';
import { readBytes } from '../read-bytes.ts';

const names = { studyUid: '2.25.1', seriesUid: '2.25.2', sopInstanceUid: '2.25.3' };
const whole = (dataSet: DicomJson): DicomJson => ({
  ...bareMetadata(names),
  '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
  ...dataSet,
});
const written = async (dicomJson: DicomJson): Promise<Buffer> => {
  const pieces = layOutPart10({ dicomJson, transferSyntaxUid: '1.2.840.10008.1.2.1', bulk: new Map() });
  const chunks: Uint8Array[] = [];
  for await (const chunk of part10Bytes(pieces)) chunks.push(chunk);
  return Buffer.concat(chunks);
};
const fromJson = (dicomJson: DicomJson) => readDicomJson(parseJsonText(Buffer.from(JSON.stringify(dicomJson))));
const fromXml = (dicomJson: DicomJson) => readDicomXml(Buffer.from([...dicomXmlChunks(dicomJson)].join('')));

describe('whatever data set comes as metadata', () => {
  it('is read back from the file that is written of it', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataSet, async (dataSet) => {
        const metadata = whole(dataSet);

        const { dicomJson } = await readBytes(await written(fromJson(metadata)));

        expect(dicomJson).toEqual(metadata);
      }),
    );
  });

  it('is the same file from JSON and from XML, and each time', async () => {
    await fc.assert(
      fc.asyncProperty(anyDataSet, async (dataSet) => {
        const metadata = whole(dataSet);

        const file = await written(fromJson(metadata));

        expect((await written(fromXml(metadata))).equals(file)).toBe(true);
        expect((await written(fromJson(metadata))).equals(file)).toBe(true);
      }),
    );
  });
});

/** What may be said to a sender; everything else would be a fault of ours. */
const isRefusal = (error: unknown): boolean => error instanceof DicomError || error instanceof GatewayError;

async function endOf(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work();
    return 'written';
  } catch (error) {
    return isRefusal(error) ? 'refused' : error;
  }
}

describe('whatever else comes as metadata', () => {
  const tag = fc.constantFrom('00100010', '00080018', '7FE00010', '00081140', '0009', '__proto__', '00020010');
  const member = fc.constantFrom('vr', 'Value', 'InlineBinary', 'BulkDataURI', '__proto__', 'constructor', 'toString');
  const anything = fc.anything({
    values: [fc.constantFrom('SQ', 'PN', 'US', 'OB', 'DS', 'AT'), fc.string(), fc.double(), fc.boolean()],
  });
  const attribute = fc.dictionary(member, anything);
  const nearlyMetadata = fc.dictionary(tag, fc.oneof(attribute, anything));

  it('as JSON is written or refused, and nothing breaks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(nearlyMetadata, anything), async (value) => {
        const text = JSON.stringify(value, (_name, each) => (typeof each === 'bigint' ? String(each) : each)) ?? 'null';

        expect(['written', 'refused']).toContain(
          await endOf(() => written(readDicomJson(parseJsonText(Buffer.from(text))))),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('as XML is written or refused, however it was bent', async () => {
    const text = [
      ...dicomXmlChunks(whole({ '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['2.25.9'] } }] } })),
    ].join('');
    const cut = fc.record({
      from: fc.nat({ max: text.length }),
      length: fc.nat({ max: 80 }),
      put: fc.constantFrom('', '<', '>', '&', '"', '<Item>', '</Value>', '<Value number="0">', '\0'),
    });

    await fc.assert(
      fc.asyncProperty(fc.array(cut, { minLength: 1, maxLength: 4 }), async (cuts) => {
        const bent = cuts.reduce(
          (sofar, { from, length, put }) => sofar.slice(0, from) + put + sofar.slice(from + length),
          text,
        );

        expect(['written', 'refused']).toContain(await endOf(() => written(readDicomXml(Buffer.from(bent)))));
      }),
      { numRuns: 500 },
    );
  });
});
