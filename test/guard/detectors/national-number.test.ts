import { describe, expect, it } from 'vitest';
import {
  areDimensions,
  endsWithClockTime,
  nationalNumberDetector,
  startsWithDate,
} from '../../../shared/guard/detectors/national-number.ts';
import { countHits, finds } from './finds.ts';

const memberNumber = nationalNumberDetector({
  id: 'member-number',
  group: 'record',
  pack: 'uk',
  about: 'Nine digits of which the last is 7.',
  form: String.raw`\d{3}(-?)\d{3}\1\d{3}`,
  isValid: (digits) => digits.endsWith('7'),
  context: /member/i,
  scores: (written) => ({ alone: written.includes('-') ? 0.6 : 0.2, withContext: 0.9 }),
});

describe('a national number', () => {
  it.each([
    ['123-456-787', '123-456-787'],
    ['member 123456787', '123456787'],
    ['A1\\123-456-787', '123-456-787'],
    ['12\\123-456-787\\13', '123-456-787'],
    ['member_123456787.txt', '123456787'],
  ])('is found in %j', (text, expected) => {
    const found = finds(memberNumber, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['123456787', 'no word'],
    ['member 123456788', 'not valid'],
    ['member 777777777', 'one digit only'],
    ['777-777-777', 'one digit only'],
    ['member +123456787', 'a phone number'],
    ['member 12\\123456787', 'the end of a list'],
    ['member 123456787\\12', 'the beginning of a list'],
    ['member 1.123456787', 'a decimal number'],
    ['123-456787', 'half a group'],
  ])('is not %j: %s', (text) => {
    const found = finds(memberNumber, text);

    expect(found).toEqual([]);
  });

  it('is validated without its gaps, with capitals', () => {
    const asked: string[] = [];
    const code = nationalNumberDetector({
      id: 'code',
      group: 'record',
      pack: 'uk',
      about: 'A letter and four digits.',
      form: String.raw`[a-z]-\d{2} \d{2}`,
      isValid: (characters) => asked.push(characters) > 0,
      context: /code/,
      scores: () => ({ alone: 1, withContext: 1 }),
    });

    countHits(code, 'x-12 34');

    expect(asked).toEqual(['X1234']);
  });
});

describe('what looks like a number of a person', () => {
  it.each([
    ['20240131102', true],
    ['199912312359', true],
    ['20241331102', false],
    ['44051401359', false],
    ['20240141102', false],
  ])('%s starts with a date: %s', (characters, expected) => {
    const answer = startsWithDate(characters);

    expect(answer).toBe(expected);
  });

  it.each([
    ['2401312359', true],
    ['2401312400', false],
    ['2401311060', false],
    ['240131-0010', true],
  ])('%s ends with a time: %s', (characters, expected) => {
    const answer = endsWithClockTime(characters);

    expect(answer).toBe(expected);
  });

  it.each([
    ['512 512 255', true],
    ['128 320 256', true],
    ['046 454 286', false],
    ['128-320-257', false],
  ])('%s are sizes: %s', (written, expected) => {
    const answer = areDimensions(written);

    expect(answer).toBe(expected);
  });
});
