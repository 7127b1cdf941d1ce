import { expect, it } from 'vitest';
import { printable } from '../../../cli/terminal/printable.ts';

it('shows what would command a terminal or turn the line', () => {
  expect(printable('a\x1b[2Jb\r\nc\u009bd\u202ee\u2028')).toBe('a\\u001b[2Jb\\u000d\\u000ac\\u009bd\\u202ee\\u2028');
});

it('leaves words of any language as they are', () => {
  expect(printable('Größe 大きさ размер — 5 %')).toBe('Größe 大きさ размер — 5 %');
});
