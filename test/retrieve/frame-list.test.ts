import { expect, it } from 'vitest';
import { parseFrameList } from '../../shared/retrieve/frame-list.ts';

it('keeps order and repetition', () => {
  expect(parseFrameList('3,1,1,02')).toEqual([3, 1, 1, 2]);
});

it.each([
  ['nothing', ''],
  ['frame 0', '1,0'],
  ['a negative frame', '-1'],
  ['a trailing comma', '1,'],
  ['an empty item', '1,,2'],
  ['a word', 'all'],
  ['a fraction', '1.5'],
  ['an exponent', '1e3'],
  ['a blank', '1 '],
  ['a range', '1-3'],
  ['a number beyond measure', '9'.repeat(20)],
  ['thousands of frames', Array(5000).fill('1').join()],
  ['a text beyond measure', `${'0'.repeat(20_000)}1`],
])('refuses %s', (_name, list) => {
  const parse = () => parseFrameList(list);

  expect(parse).toThrow(expect.objectContaining({ code: 'frame-list-invalid', status: 400 }));
});
