import { describe, expect, it } from 'vitest';
import { iconImage } from '../../../shared/guard/checks/icon-image.ts';
import { hitsOf } from './evidence.ts';

describe('icon-image', () => {
  it('tells each icon under its own path', () => {
    const icons = ['00081115.1.00880200', '00880200'];

    expect(hitsOf(iconImage, { content: { icons } }).map(({ path }) => path)).toEqual(icons);
  });

  it('says nothing where there is none', () => {
    expect(hitsOf(iconImage, {})).toEqual([]);
  });
});
