import { GatewayError } from '../errors.ts';

const maxListChars = 16 * 1024;
const maxFrames = 4096;
const frameNumberPattern = /^0*[1-9]\d{0,9}$/;

/** PS3.18 10.4.1.1.6: frame numbers from 1, in the order wanted; the same frame twice is sent twice. */
export function parseFrameList(text: string): readonly number[] {
  const items = text.length > maxListChars ? [] : text.split(',', maxFrames + 1);
  if (items.length === 0 || items.length > maxFrames) throw invalid(`Ask for at most ${maxFrames} frames at once.`);
  if (!items.every((item) => frameNumberPattern.test(item))) {
    throw invalid('Write frames as numbers from 1, with commas between them: frames/1,2,3.');
  }
  return items.map(Number);
}

const invalid = (message: string) => new GatewayError('frame-list-invalid', message);
