import type { CarriedSegment, CarriedValue, InstanceContent } from '../../../shared/dicom/instance-content.ts';
import type { InspectedText } from '../../../shared/guard/inspected-text.ts';

/** A value of bytes at offset 1000, unless said otherwise. */
export function carriedBytes(bytes: Buffer | string, more: Partial<CarriedValue> = {}): CarriedValue {
  const kept = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return {
    path: '00091010',
    tag: 0x00091010,
    vr: 'OB',
    keyword: '',
    bytes: kept,
    offset: 1000,
    length: kept.length,
    isCut: false,
    isByteForByte: false,
    ...more,
  };
}

export function carriedText(text: string, more: Partial<CarriedValue> = {}): CarriedValue {
  const standard = { path: '00081030', tag: 0x00081030, vr: 'LO', keyword: 'StudyDescription', isByteForByte: true };
  return carriedBytes(text, { ...standard, text, ...more });
}

export function carriedDocument(bytes: Buffer | string, more: Partial<CarriedValue> = {}): CarriedValue {
  return carriedBytes(bytes, { path: '00420011', tag: 0x00420011, keyword: 'EncapsulatedDocument', ...more });
}

export const mediaTypeValue = (text: string): CarriedValue =>
  carriedText(text, { path: '00420012', tag: 0x00420012, keyword: 'MIMETypeOfEncapsulatedDocument' });

export function carriedSegment(bytes: Buffer | string, more: Partial<CarriedSegment> = {}): CarriedSegment {
  const kept = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes;
  return { path: '7FE00010', fragment: 3, marker: 'COM', bytes: kept, offset: 5000, length: kept.length, ...more };
}

type ContentParts = Partial<Omit<InstanceContent, 'originalAttributes'>>;

export function contentOf(parts: ContentParts): InstanceContent {
  const nothing = { preamble: Buffer.alloc(128), isDeflated: false, fileMeta: [], values: [], segments: [], cut: [] };
  return { ...nothing, ...parts } as unknown as InstanceContent;
}

export const wordsOf = (texts: Iterable<InspectedText>): string[] => Array.from(texts, ({ text }) => text);
