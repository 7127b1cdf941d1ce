import { describe, expect, it } from 'vitest';
import { chooseRepresentation, type Representation } from '../../shared/dicomweb/accept.ts';

const littleEndian = '1.2.840.10008.1.2.1';
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const json = { essence: 'application/dicom+json', form: 'single', transferSyntaxUids: [] } as const;
const dicomParts = { essence: 'application/dicom', form: 'multipart', transferSyntaxUids: [littleEndian] } as const;
const dicomAlone = { essence: 'application/dicom', form: 'single', transferSyntaxUids: [littleEndian] } as const;
const jp2Parts = { essence: 'image/jp2', form: 'multipart', transferSyntaxUids: [jpeg2000] } as const;
const rawJp2Parts = { essence: 'application/octet-stream', form: 'multipart', transferSyntaxUids: [jpeg2000] } as const;
const jp2 = [jp2Parts, rawJp2Parts];
const dicom = [dicomParts, dicomAlone];

const choose = (accept: string | undefined, offered: readonly Representation[], query = '') =>
  chooseRepresentation({ headers: { accept }, query }, offered);

describe('Accept', () => {
  it.each<[string, readonly Representation[], Representation]>([
    ['*/*', dicom, dicomParts],
    ['*/*', jp2, jp2Parts],
    ['application/dicom', dicom, dicomAlone],
    ['multipart/related; type="application/dicom"', dicom, dicomParts],
    ['multipart/related; type=application/dicom', dicom, dicomParts],
    ['Multipart/Related ;Type = "Application/DICOM" ', dicom, dicomParts],
    ['multipart/related', dicom, dicomParts],
    ['application/*', dicom, dicomAlone],
    ['application/dicom;q=0.5, multipart/related;type="application/dicom";q=0.6', dicom, dicomParts],
    ['application/dicom;q=0.7, multipart/related;type="application/dicom";q=0.6', dicom, dicomAlone],
    ['*/*, multipart/related;type="application/dicom";q=0', dicom, dicomAlone],
    ['*/*;q=0.1, application/dicom', dicom, dicomAlone],
    ['nonsense, application/dicom;q=2, application/dicom;transfer-syntax=x, */*', dicom, dicomParts],
    [`multipart/related; type="application/dicom"; transfer-syntax=${littleEndian}`, dicom, dicomParts],
    ['multipart/related; type=application/octet-stream; transfer-syntax=*', jp2, rawJp2Parts],
    [`multipart/related; type="application/octet-stream"; transfer-syntax=${jpeg2000}`, jp2, rawJp2Parts],
    ['multipart/related; type="image/jp2"', jp2, jp2Parts],
    ['multipart/related; type="image/jls", multipart/related; type="image/jp2"; transfer-syntax=*', jp2, jp2Parts],
    ['application/dicom+json, multipart/related; type=application/octet-stream', [json], json],
    ['text/html, application/xhtml+xml, */*;q=0.8', [json], json],
  ])('%s is answered with what it likes best', (accept, offered, expected) => {
    expect(choose(accept, offered)).toBe(expected);
  });

  it.each<[string | undefined, readonly Representation[]]>([
    [undefined, dicom],
    ['', dicom],
    ['image/png', dicom],
    ['application/dicom;q=0', dicom],
    ['multipart/related; type="application/octet-stream"', jp2],
    [`multipart/related; type="application/dicom"; transfer-syntax=${jpeg2000}`, dicom],
    ['application/dicom+xml', [json]],
  ])('%s that nothing answers is refused with what can be had', (accept, offered) => {
    const refused = () => choose(accept, offered);

    expect(refused).toThrow(expect.objectContaining({ code: 'media-type-not-acceptable', status: 406 }));
    expect(refused).toThrow(offered[0]?.essence);
  });

  it('that cannot be met in its transfer syntax is told the stored one', () => {
    const refused = () => choose('multipart/related; type="application/octet-stream"', jp2);

    expect(refused).toThrow(`transfer-syntax=${jpeg2000} (or *)`);
  });

  it('that mixes DICOM and rendered types is refused', () => {
    const refused = () => choose('application/dicom, image/png', dicom);

    expect(refused).toThrow(expect.objectContaining({ code: 'accept-invalid', status: 400 }));
  });

  it('with entries without end is refused', () => {
    const refused = () => choose(Array.from({ length: 10_000 }, () => 'a/b;q=0.001').join(), dicom);

    expect(refused).toThrow(expect.objectContaining({ code: 'accept-invalid' }));
  });

  it('with quotes that never close is read like any other text', () => {
    expect(choose(`*/*, a/b;c="${'\\"'.repeat(5000)}`, dicom)).toBe(dicomParts);
  });
});

describe('a whole instance in another syntax than Explicit VR Little Endian', () => {
  const stored = { ...dicomParts, transferSyntaxUids: [littleEndian, '1.2.840.10008.1.2.4.80'] };

  it('leaves as stored when no syntax is asked for', () => {
    expect(choose('multipart/related; type="application/dicom"', [stored])).toBe(stored);
  });

  it('is not passed off for the one that is asked for', () => {
    expect(() =>
      choose(`multipart/related; type="application/dicom"; transfer-syntax=${littleEndian}`, [stored]),
    ).toThrow(expect.objectContaining({ code: 'media-type-not-acceptable' }));
  });
});

describe('the accept parameter', () => {
  it.each([
    ['accept=application/dicom', dicomAlone],
    ['limit=1&accept=application%2Fdicom', dicomAlone],
    ['accept=*/*', dicomParts],
    ['accept=image/png', dicomParts],
  ])('%s narrows what the header allows', (query, expected) => {
    expect(choose('*/*', dicom, query)).toBe(expected);
  });

  it('keeps its plus sign', () => {
    expect(choose('*/*', [dicomParts, json], 'accept=application/dicom+json')).toBe(json);
  });

  it('gives nothing that the header forbids', () => {
    const refused = () => choose('application/dicom', [dicomParts], 'accept=application/dicom');

    expect(refused).toThrow(expect.objectContaining({ code: 'media-type-not-acceptable' }));
  });

  it('does not stand in for the header', () => {
    expect(() => choose(undefined, dicom, 'accept=application/dicom')).toThrow('no Accept header');
  });

  it('must be percent-encoded', () => {
    expect(() => choose('*/*', dicom, 'accept=%zz')).toThrow(expect.objectContaining({ code: 'query-invalid' }));
  });
});
