import { expect, it } from 'vitest';
import { foldedLetters } from '../../../shared/adapters/sql/searchable-text.ts';
import { longestLiteral, parsePattern, patternText, wholeValue } from '../../../shared/adapters/sql/text-pattern.ts';

const asIs = (text: string) => text;

it('takes a pattern apart into literal text and wildcards, several asterisks being one', () => {
  expect(parsePattern('***a?b**', asIs)).toEqual(['*', { literal: 'a' }, '?', { literal: 'b' }, '*']);
});

it('makes no wildcard of a letter that folds into one', () => {
  expect(parsePattern('a＊b', foldedLetters)).toEqual([{ literal: 'A*B' }]);
});

it('writes each pattern in the words of the database, and what it means by itself as literal text', () => {
  const parts = parsePattern('[a]*100%_\\?', asIs);

  expect(patternText(parts, 'sqlite')).toBe('[[]a]*100%_\\?');
  expect(patternText(parts, 'postgres')).toBe('[a]%100\\%\\_\\\\_');
  expect(patternText([{ literal: 'a*?' }], 'sqlite')).toBe('a[*][?]');
});

it('narrows by the longest run of literal text, tied to an end where the pattern is', () => {
  const pieceOf = (pattern: string) => longestLiteral(wholeValue(parsePattern(pattern, asIs)));

  expect(pieceOf('SMITH')).toBe('\u001fSMITH\u001f');
  expect(pieceOf('SM*')).toBe('\u001fSM');
  expect(pieceOf('*SMITH*JO')).toBe('SMITH');
  expect(pieceOf('*A*')).toBe('A');
  expect(pieceOf('?')).toBe('\u001f');
  expect(pieceOf('*A*LONG')).toBe('LONG\u001f');
});
