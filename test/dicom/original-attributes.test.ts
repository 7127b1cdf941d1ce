import { describe, expect, it } from 'vitest';
import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { originalAttributesPatches, type Patch } from '../../shared/dicom/original-attributes.ts';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { readInstanceHeader } from '../../shared/dicom/read-instance-header.ts';
import { makeCt } from '../makers/make-ct.ts';
import { element, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';

const modified = {
  attributes: [
    { tag: 0x0008103e, vr: 'LO' },
    { tag: 0x00091002, vr: 'UT', privateCreator: { tag: 0x00090010, value: 'SYNTHETIC' } },
    { tag: 0x00091003, vr: 'LO', privateCreator: { tag: 0x00090010, value: 'SYNTHETIC' } },
    { tag: 0x000b0010, vr: 'LO' },
    { tag: 0x000b1001, vr: 'LO', privateCreator: { tag: 0x000b0010, value: 'CHANGED ITSELF' } },
    { tag: 0x00400275, vr: 'SQ' },
  ],
  modifiedAt: new Date('2026-11-24T10:20:30.456Z'),
};

async function patchedJson(bytes: Buffer): Promise<DicomJson> {
  const reader = new Part10Reader({ capture: true });
  await reader.push(Uint8Array.from(bytes));
  await reader.finish();
  const patches = originalAttributesPatches(reader.content().originalAttributes, modified);
  return (await readInstanceHeader([patched(bytes, patches)])).dicomJson;
}

function patched(bytes: Buffer, patches: readonly Patch[]): Buffer {
  let at = 0;
  const pieces: Uint8Array[] = [];
  for (const patch of patches) {
    pieces.push(bytes.subarray(at, patch.offset), patch.bytes);
    at = patch.offset + patch.length;
  }
  return Buffer.concat([...pieces, bytes.subarray(at)]);
}

const itemsOf = (dicomJson: DicomJson) => (dicomJson['04000561']?.Value ?? []) as DicomJson[];
const earlier = [[element('04000563', 'LO', 'Another system')]];
const sequences = {
  'is missing': [],
  'says its length': [sequence('04000561', earlier)],
  'ends with a delimiter': [sequence('04000561', earlier, { undefinedLength: true, undefinedItemLength: true })],
  'is empty': [sequence('04000561', [])],
};
const encodings = ['implicitLittleEndian', 'explicitLittleEndian', 'explicitBigEndian'] as const;

describe.each(encodings)('Original Attributes Sequence (PS3.3 C.12.1.1.9) in %s', (name) => {
  it.each(Object.entries(sequences))('gets one more item where it %s', async (_how, extra) => {
    const { bytes } = makeCt({ transferSyntaxUid: transferSyntaxes[name], extra });

    const items = itemsOf(await patchedJson(bytes));

    expect(items).toHaveLength(itemsOf((await readInstanceHeader([bytes])).dicomJson).length + 1);
    expect(items.at(-1)).toMatchObject({
      '04000562': { Value: ['20261124102030.456000+0000'] },
      '04000563': { Value: ['Portcullis'] },
      '04000565': { Value: ['COERCE'] },
    });
  });

  it('names what was changed, without what it held', async () => {
    const [item] = itemsOf(await patchedJson(makeCt({ transferSyntaxUid: transferSyntaxes[name] }).bytes));

    const [attributes] = (item?.['04000550']?.Value ?? []) as DicomJson[];
    expect(Object.keys(attributes ?? {})).toEqual([
      '0008103E',
      '00090010',
      '00091002',
      '00091003',
      '000B0010',
      '000B1001',
      '00400275',
    ]);
    expect(attributes?.['000B0010']).toEqual({ vr: 'LO' });
    expect(attributes?.['0008103E']).toEqual({ vr: 'LO' });
    expect(attributes?.['00400275']).toEqual({ vr: 'SQ' });
  });

  it('changes nothing else of the data set', async () => {
    const { bytes } = makeCt({ transferSyntaxUid: transferSyntaxes[name], extra: sequences['says its length'] });

    const { '04000561': _added, ...after } = await patchedJson(bytes);

    const { '04000561': _before, ...before } = (await readInstanceHeader([bytes])).dicomJson;
    expect(after).toEqual(before);
  });
});
