import { describe, expect, it } from 'vitest';
import { parseRenderingParameters, parseThumbnailViewport } from '../../shared/render/rendering-parameters.ts';

describe('rendering parameters (PS3.18 8.3.5.1)', () => {
  it('have defaults, and ignore what they do not know', () => {
    expect(parseRenderingParameters('accept=image/png&colour=blue')).toEqual({
      annotations: [],
      warnings: [],
      quality: 90,
      iccProfile: 'no',
    });
  });

  it('may leave out values of the source region', () => {
    expect(parseRenderingParameters('viewport=512,256,,,100,-50').viewport).toEqual({
      width: 512,
      height: 256,
      region: { unit: 'pixels', left: 0, top: 0, width: 100, height: -50 },
    });
    expect(parseRenderingParameters('viewport=512,256,10').viewport?.region).toEqual({
      unit: 'pixels',
      left: 10,
      top: 0,
    });
    expect(parseRenderingParameters('viewport=512,256,,').viewport).toEqual({ width: 512, height: 256 });
  });

  it('read a window of all three functions, percent-encoded too', () => {
    expect(parseRenderingParameters('window=-40.5,4e2,linear-exact').window).toEqual({
      center: -40.5,
      width: 400,
      function: 'linear-exact',
    });
    expect(parseRenderingParameters('window=40%2C400%2Csigmoid').window?.function).toBe('sigmoid');
  });

  it('warn of annotations that are not supported and do the others', () => {
    expect(parseRenderingParameters('annotation=patient,moon')).toMatchObject({
      annotations: ['patient'],
      warnings: ['The following annotation values are not supported: moon'],
    });
  });

  it.each([
    'viewport=',
    'viewport=512',
    'viewport=0,10',
    'viewport=-1,10',
    'viewport=1.5,10',
    'viewport=10,10,0,0,0,10',
    'viewport=10,10,0,0,10,10,10',
    'viewport=10,10,x,0,10,10',
    'viewport=1e9,1e9',
    'viewport=99999999999,1',
    'window=40,400',
    'window=40,400,cubic',
    'window=40,400,LINEAR',
    'window=NaN,400,linear',
    'window=40,NaN,linear',
    'window=40,Infinity,linear',
    'window=0x10,400,linear',
    'window=40,0.5,linear',
    'window=40,0,sigmoid',
    'window=40,-1,linear-exact',
    'window=40,400,linear,1',
    'window=1,2,linear&window=3,4,linear',
    'quality=0',
    'quality=101',
    'quality=1.5',
    'quality=',
    'annotation=',
    'annotation=patient,,technique',
    'annotation=a%0d%0ab',
    'iccprofile=maybe',
    'iccprofile=',
  ])('are 400 for %s', (query) => {
    expect(() => parseRenderingParameters(query)).toThrow(expect.objectContaining({ code: 'query-invalid' }));
  });
});

describe('a thumbnail’s viewport', () => {
  it('is width and height', () => {
    expect(parseThumbnailViewport('viewport=64,32&quality=x')).toEqual({ width: 64, height: 32 });
    expect(parseThumbnailViewport('')).toBeUndefined();
  });

  it('has no source region', () => {
    expect(() => parseThumbnailViewport('viewport=64,32,0,0,10,10')).toThrow(
      expect.objectContaining({ code: 'query-invalid' }),
    );
  });
});
