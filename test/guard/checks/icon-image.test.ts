import { describe, expect, it } from 'vitest';
import { iconImage } from '../../../shared/guard/checks/icon-image.ts';
import { headerOf, hitsOf, text } from './evidence.ts';

const icon = { vr: 'SQ', Value: [{ '00280010': { vr: 'US', Value: [64] } }] };

describe('icon-image', () => {
  it('finds an icon at any depth, each under its own path', () => {
    const items = [{}, { '00880200': icon, '00081150': text('UI', '2.25.9') }];
    const header = headerOf({ '00081115': { vr: 'SQ', Value: items }, '00880200': icon });

    const paths = hitsOf(iconImage, { header }).map(({ path }) => path);

    expect(paths.sort()).toEqual(['00081115.1.00880200', '00880200']);
  });

  it.each([
    ['nothing', {}],
    ['a sequence without items', { '00880200': { vr: 'SQ', Value: [] } }],
    ['a sequence without a value', { '00880200': { vr: 'SQ' } }],
    ['another sequence', { '00880201': icon }],
  ])('says nothing of %s', (_, dicomJson) => {
    expect(hitsOf(iconImage, { header: headerOf(dicomJson) })).toEqual([]);
  });
});
