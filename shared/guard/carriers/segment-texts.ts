import type { CarriedSegment } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { runTexts } from './printable-texts.ts';
import { withoutBytes } from './without-bytes.ts';

/** Comments, EXIF and XMP beside the picture of a compressed frame. What codecs write there of themselves is text too. */
export function* segmentTexts(segments: Iterable<CarriedSegment>): Generator<InspectedText> {
  for (const segment of segments) {
    const detail = `fragment ${segment.fragment}, ${segment.marker} segment`;
    const place = { carrier: 'frame-segment', path: segment.path, vr: 'OB', keyword: 'PixelData', detail } as const;
    const texts = runTexts(segment, place, segment);
    yield* isInOnePiece(segment) ? texts : texts.map(withoutBytes);
  }
}

/** Across fragments there are item headers between its bytes. */
const isInOnePiece = ({ bytes, length }: CarriedSegment): boolean => bytes.length === length;
