import { describe, expect, it } from 'vitest';
import { modalityContradiction } from '../../../shared/guard/checks/modality-contradiction.ts';
import { headerOf, hitsOf, text } from './evidence.ts';

const hitsFor = (sopClass: string, modality: string) =>
  hitsOf(modalityContradiction, { header: headerOf({ '00080060': text('CS', modality) }, sopClass) });

describe('modality-contradiction', () => {
  it.each([
    ['2', 'MR', 'CT'],
    ['2.1', 'US', 'CT'],
    ['4', 'CT', 'MR'],
    ['6.1', 'MR', 'US'],
    ['20', 'PT', 'NM'],
    ['128', 'CT', 'PT'],
    ['1.1', 'CT', 'CR'],
    ['12.1', 'MG', 'XA'],
    ['481.3', 'RTPLAN', 'RTSTRUCT'],
    ['88.59', 'SR', 'KO'],
    ['88.67', 'CT', 'SR'],
    ['66.4', 'CT', 'SEG'],
    ['11.1', 'CT', 'PR'],
  ])('objects in SOP class …%s to %s, for it is of %s', (sopClass, modality, right) => {
    expect(hitsFor(sopClass, modality)).toEqual([
      { carrier: 'text', path: '00080060', detail: `the SOP class is for ${right}` },
    ]);
  });

  it.each([
    ['2', 'CT'],
    ['2', ' ct '],
    ['6.1', 'IVUS'],
    ['1', 'DX'],
    ['1.1', 'CR'],
    ['12.1', 'RF'],
    ['12.2', 'XA'],
    ['4', 'MA'],
    ['88.59', 'KO'],
    ['481.8', 'RTPLAN'],
    ['66.7', 'SEG'],
  ])('lets SOP class …%s be of %s', (sopClass, modality) => {
    expect(hitsFor(sopClass, modality)).toEqual([]);
  });

  it.each(['7', '30', '104.1', '9.2.1', '77.1.4'])('knows no single modality for SOP class …%s', (sopClass) => {
    expect(hitsFor(sopClass, 'CT')).toEqual([]);
  });

  it('says nothing where there is no modality', () => {
    expect(hitsOf(modalityContradiction, { header: headerOf() })).toEqual([]);
    expect(hitsFor('2', ' ')).toEqual([]);
  });
});
