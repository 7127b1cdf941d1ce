import { encodeFrame } from '../../shared/pixels/encode-frame.ts';
import type { PixelDescription } from '../../shared/pixels/pixel-description.ts';
import { defaultPixelLimits } from '../../shared/pixels/pixel-limits.ts';
import { makeFrame } from '../pixels/make-frame.ts';
import { type CtSpec, type MadeInstance, makeCt } from './make-ct.ts';
import { type ElementSpec, element, fragments } from './part10.ts';

export interface ImageSpec extends CtSpec {
  readonly pixels?: Partial<PixelDescription>;
}

export interface MadeImage extends MadeInstance {
  /** Each frame's cells, little endian, colour by pixel. */
  readonly cells: readonly Buffer[];
}

const native = /^1\.2\.840\.10008\.1\.2(?:\.1|\.2|\.1\.99)?$/;

/** An image whose frames are coded as its transfer syntax says, and the cells that a right decoder finds in them. */
export async function makeImage(transferSyntaxUid: string, spec: ImageSpec = {}): Promise<MadeImage> {
  const count = spec.frames ?? 1;
  const frames = Array.from({ length: count }, (_, seed) =>
    makeFrame({ rows: 24, columns: 20, ...spec.pixels }, seed + 1),
  );
  const [{ description } = makeFrame()] = frames;
  const cells = frames.map(({ bytes }) => Buffer.from(bytes));
  const coloured = transferSyntaxUid === '1.2.840.10008.1.2.4.90' || transferSyntaxUid === '1.2.840.10008.1.2.4.201';
  const photometric = coloured && description.samplesPerPixel === 3 ? 'YBR_RCT' : description.photometricInterpretation;
  const pixelData = native.test(transferSyntaxUid)
    ? element('7FE00010', 'OW', turned(Buffer.concat(cells), transferSyntaxUid, description))
    : fragments([
        Buffer.alloc(0),
        ...(await Promise.all(
          frames.map(async (frame) => even(await encodeFrame(frame, transferSyntaxUid, defaultPixelLimits))),
        )),
      ]);
  const made = makeCt({
    ...spec,
    transferSyntaxUid,
    pixelData,
    extra: [...pixelModule({ ...description, photometricInterpretation: photometric }), ...(spec.extra ?? [])],
  });
  return { ...made, cells };
}

function turned(cells: Buffer, transferSyntaxUid: string, { bitsAllocated }: PixelDescription): Buffer {
  const isBig = transferSyntaxUid === '1.2.840.10008.1.2.2';
  if (!isBig) return cells;
  return bitsAllocated === 32 ? Buffer.from(cells).swap32() : Buffer.from(cells).swap16();
}

const even = (bytes: Uint8Array): Uint8Array => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.of(0)]));

function pixelModule(description: PixelDescription): ElementSpec[] {
  const { samplesPerPixel, rows, columns, bitsAllocated, bitsStored, highBit, isSigned } = description;
  return [
    element('00280002', 'US', [samplesPerPixel]),
    element('00280004', 'CS', description.photometricInterpretation),
    ...(samplesPerPixel === 1 ? [] : [element('00280006', 'US', [0])]),
    element('00280010', 'US', [rows]),
    element('00280011', 'US', [columns]),
    element('00280100', 'US', [bitsAllocated]),
    element('00280101', 'US', [bitsStored]),
    element('00280102', 'US', [highBit]),
    element('00280103', 'US', [isSigned ? 1 : 0]),
  ];
}
