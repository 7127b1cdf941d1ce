import { describe, expect, it } from 'vitest';
import type { Detector } from '../../../shared/guard/detector.ts';
import { onlyWith } from '../../../shared/guard/detectors/only-with.ts';
import { finds } from './finds.ts';

const everything: Detector = {
  id: 'everything',
  group: 'contact',
  about: 'All of a text.',
  find: ({ text }) => [{ start: 0, end: text.length, score: 1 }],
};

describe('a detector with a hint', () => {
  it('looks where the hint is, as often as it is asked', () => {
    const detector = onlyWith(/@/, everything);

    const found = [finds(detector, 'a@b'), finds(detector, '@')];

    expect(found).toEqual([['a@b'], ['@']]);
  });

  it('does not look where the hint is not', () => {
    const detector = onlyWith(/@/, everything);

    const found = finds(detector, 'ab');

    expect(found).toEqual([]);
  });

  it('keeps its name', () => {
    const { id, group, about } = onlyWith(/@/, everything);

    expect({ id, group, about }).toEqual({ id: 'everything', group: 'contact', about: 'All of a text.' });
  });
});
