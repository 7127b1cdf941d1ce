import { describe, expect, it } from 'vitest';
import { parseDateBounds, parseTimeBounds } from '../../shared/search/date-time-bounds.ts';

describe('dates asked for', () => {
  it.each([
    ['20240229', { from: '20240229', to: '20240229' }, false],
    ['20240101-20240131', { from: '20240101', to: '20240131' }, true],
    ['20240101-', { from: '20240101', to: undefined }, true],
    ['-20240131', { from: undefined, to: '20240131' }, true],
  ])('are read as %s', (text, bounds, isRange) => {
    expect(parseDateBounds(text)).toEqual({ bounds, isRange });
  });

  it.each([
    '-',
    '',
    '2024',
    '20230229',
    '20241301',
    '20240100',
    '20240101-20240102-20240103',
    '2024-01-01',
    'today',
    '20240101-x',
  ])('are not read from "%s"', (text) => {
    expect(parseDateBounds(text)).toBeUndefined();
  });
});

describe('times asked for', () => {
  it.each([
    ['10', { from: '100000.000000', to: '105959.999999' }, false],
    ['1030', { from: '103000.000000', to: '103059.999999' }, false],
    ['103000.5', { from: '103000.500000', to: '103000.599999' }, false],
    ['10-1130', { from: '100000.000000', to: '113059.999999' }, true],
    ['-235960', { from: undefined, to: '235960.999999' }, true],
  ])('are read as %s', (text, bounds, isRange) => {
    expect(parseTimeBounds(text)).toEqual({ bounds, isRange });
  });

  it.each(['24', '1060', '10:30', '1', '103', '103000.', '103000.1234567', '10-25'])(
    'are not read from "%s"',
    (text) => {
      expect(parseTimeBounds(text)).toBeUndefined();
    },
  );
});
