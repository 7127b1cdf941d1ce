import { describe, expect, it } from 'vitest';
import {
  attributePath,
  findTagHex,
  findTagPathFault,
  isPrivatePath,
  tagPathMatcher,
} from '../../shared/guard/tag-path.ts';

const matches = (pattern: string, path: string): boolean => tagPathMatcher([pattern])(attributePath(path));

describe('a tag path', () => {
  it.each([
    ['PatientID', '00100020'],
    ['(0010,0020)', '00100020'],
    ['00100020', '00100020'],
    ['0009xxxx', '00091001'],
    ['(60xx,0022)', '60020022'],
    ['00xx00E0', '001000E0'],
    ['RequestAttributesSequence.ScheduledProcedureStepDescription', '00400275.0.00400007'],
    ['RequestAttributesSequence.ScheduledProcedureStepDescription', '00400275.1234567.00400007'],
    ['RequestAttributesSequence.*', '00400275.3.00321060'],
    ['*.PatientID', '04000561.0.00100020'],
    ['**.PatientID', '00100020'],
    ['**.PatientID', '04000561.0.04000550.0.00100020'],
    ['OriginalAttributesSequence.**', '04000561.0.04000550.0.00100020'],
    ['OriginalAttributesSequence.**.PatientID', '04000561.0.00100020'],
    ['**', '00100020'],
    ['**', '00091001.0.00100020'],
    ['preamble', 'preamble'],
    ['part-header', 'part-header'],
    ['InsurancePlanIdentification', '00101050'],
  ])('%s matches %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(true);
  });

  it.each([
    ['PatientID', '04000561.0.00100020'],
    ['PatientID', '00100021'],
    ['*.PatientID', '00100020'],
    ['*.PatientID', '04000561.0.04000550.0.00100020'],
    ['*', '00400275.0.00400007'],
    ['OriginalAttributesSequence.**', '04000561'],
    ['0009xxxx', '00191001'],
    ['**', 'preamble'],
    ['**', ''],
    ['preamble', 'part-header'],
    ['**.PatientID', '00100020.0.00080100'],
  ])('%s does not match %s', (pattern, path) => {
    expect(matches(pattern, path)).toBe(false);
  });

  it('answers for any of its patterns, and the same when it is asked again', () => {
    const matcher = tagPathMatcher(['PatientID', '**.PatientName']);

    const answers = ['00100020', '00100010', '00100030', '00100020', '00100030'].map((path) => matcher(path));

    expect(answers).toEqual([true, true, false, true, false]);
  });

  it('keeps answering rightly after more paths than it remembers', () => {
    const matcher = tagPathMatcher(['0010xxxx']);
    const paths = Array.from(
      { length: 10_000 },
      (_, index) => `00${index % 2 === 0 ? '10' : '20'}${(0x1000 + index).toString(16).toUpperCase()}`,
    );

    const wrong = [...paths, ...paths].filter((path) => matcher(path) !== path.startsWith('0010'));

    expect(wrong).toEqual([]);
  });

  it.each([
    ['PatientIdd', '"PatientIdd" is no attribute'],
    ['', '"" is no attribute'],
    ['PatientID.', '"" is no attribute'],
    ['0010,0020', '"0010,0020" is no attribute'],
    ['0010020', '"0010020" is no attribute'],
    ['**.**.**.PatientID', 'at most twice'],
    ['preamble.PatientID', '"preamble" is no attribute'],
    ['PatientID|.*', '"PatientID|" is no attribute'],
    [Array.from({ length: 33 }, () => '*').join('.'), 'at most 32 levels'],
    ['*'.repeat(600), 'at most 512 characters'],
  ])('%s is refused with words that help', (pattern, words) => {
    expect(findTagPathFault(pattern)).toContain(words);
    expect(() => tagPathMatcher([pattern])).toThrow(words);
  });

  it('is private where one of its levels is', () => {
    const paths = ['00100020', '00091001', '00400275.00091001', '00091001.00100020', 'preamble', 'part-header'];

    expect(paths.map(isPrivatePath)).toEqual([false, true, true, true, false, false]);
  });

  it('names one attribute by keyword or tag, and none by a mask', () => {
    expect(['PatientID', '(0010,0020)', '0009100a', '0009xxxx', 'Nothing'].map(findTagHex)).toEqual([
      '00100020',
      '00100020',
      '0009100A',
      undefined,
      undefined,
    ]);
  });
});
