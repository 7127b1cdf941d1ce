import type { CarriedSegment } from '../../dicom/instance-content.ts';
import type { InspectedText } from '../inspected-text.ts';
import { runTexts } from './printable-texts.ts';

/** Comments, EXIF and XMP beside the picture of a compressed frame. What codecs write there of themselves is text too. */
export function* segmentTexts(segments: Iterable<CarriedSegment>): Generator<InspectedText> {
  for (const segment of segments) {
    const detail = `fragment ${segment.fragment}, ${segment.marker} segment`;
    const place = { carrier: 'frame-segment', path: '7FE00010', vr: 'OB', keyword: 'PixelData', detail } as const;
    yield* runTexts(segment, place, segment);
  }
}
