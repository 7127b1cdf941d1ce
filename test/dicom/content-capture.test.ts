import { describe, expect, it } from 'vitest';
import { Part10Reader } from '../../shared/dicom/part10-reader.ts';
import { makeCt } from '../makers/make-ct.ts';
import { makeLargeMultiFrame } from '../makers/make-large-multi-frame.ts';
import { type ElementSpec, element, fragments, sequence } from '../makers/part10.ts';
import { pathsOf, readContent, valueAt } from './read-content.ts';

const blob = (tag: string, byteLength: number) => element(tag, 'OB', Buffer.alloc(byteLength, tag));
const bytesWith = (...extra: ElementSpec[]) => makeCt({ extra }).bytes;

describe('values that the header only points to', () => {
  it.each([
    ['a private blob', element('00091001', 'UN', Buffer.alloc(3000, 'blob'))],
    ['an encapsulated document', element('00420011', 'OB', Buffer.alloc(70_000, '%PDF-1.7 '))],
    ['a certificate', element('04000115', 'OB', Buffer.alloc(2000, 'certificate'))],
    ['padding behind the pixel data', element('FFFCFFFC', 'OB', Buffer.alloc(1500, 'padding'))],
    ['a lookup table', element('00283006', 'OW', Buffer.alloc(140_000, 'table'))],
    ['a lookup table of numbers', element('00283006', 'US', Buffer.alloc(60_000, 'table'))],
    ['a private table', element('00091001', 'FD', Buffer.alloc(6000, 'table'))],
    ['a long text', element('0040A160', 'UT', 'text '.repeat(5000))],
  ])('are kept as they pass by: %s', async (_, each) => {
    const bytes = bytesWith(each);

    const content = await readContent(bytes, { chunkBytes: 997 });

    const { offset, length, isCut, bytes: value } = valueAt(content, each.tag);
    expect(value.equals(bytes.subarray(offset, offset + length))).toBe(true);
    expect(value.length).toBeGreaterThan(1024);
    expect([isCut, content.cut]).toEqual([false, []]);
  });

  it('have their text decoded', async () => {
    const content = await readContent(bytesWith(element('0040A160', 'UT', 'é'.repeat(10_000))));

    expect(valueAt(content, '0040A160')).toMatchObject({ text: 'é'.repeat(10_000), isByteForByte: false });
  });

  it('are kept by their beginning where one is too long, but for an encapsulated document', async () => {
    const bytes = bytesWith(blob('00091001', 3000), blob('00420011', 4000), blob('04000115', 2000));

    const content = await readContent(bytes, { chunkBytes: 100, limits: { maxCapturedValueBytes: 2500 } });

    expect(valueAt(content, '00091001')).toMatchObject({ isCut: true, length: 3000 });
    expect(valueAt(content, '00091001').bytes).toEqual(Buffer.alloc(2500, '00091001'));
    expect(valueAt(content, '00420011').bytes).toHaveLength(4000);
    expect(valueAt(content, '04000115').bytes).toHaveLength(2000);
    expect(content.cut).toEqual(['00091001']);
  });

  it('are cut, and then missing, where all of them together are too long', async () => {
    const parts = [Buffer.alloc(0), Buffer.alloc(2000, 'part')];
    const extra = [blob('00091001', 2000), { ...fragments(parts), tag: '00091002' }, blob('00091003', 2000)];
    const inItem = sequence('00400275', [[blob('00091001', 2000)]]);

    const content = await readContent(bytesWith(...extra, inItem), { limits: { maxCapturedBytes: 4500 } });

    const kept = ['00091001', '00091002', '00091003', '00400275.0.00091001'].map((path) => valueAt(content, path));
    expect(kept.map(({ bytes }) => bytes.length)).toEqual([2000, 2016, 484, 0]);
    expect(kept.map(({ isCut }) => isCut)).toEqual([false, false, true, true]);
    expect(content.cut).toEqual(['00091003', '00400275.0.00091001']);
    expect(pathsOf(content)).toContain('00100010');
  });

  it('that are cut are told by a hundred paths at most', async () => {
    const items = Array.from({ length: 150 }, () => [blob('00091001', 1100)]);

    const content = await readContent(bytesWith(sequence('00400275', items)), { limits: { maxCapturedBytes: 0 } });

    expect(content.values.filter(({ isCut }) => isCut)).toHaveLength(150);
    expect(content.cut).toHaveLength(100);
    expect(content.cut[99]).toBe('00400275.99.00091001');
  });

  it('take no more memory than what has come, whatever their length says', async () => {
    const promised = element('00420011', 'OB', Buffer.alloc(100), { length: 30 * 1024 * 1024 });
    const reader = new Part10Reader({ capture: true });
    const before = process.memoryUsage().arrayBuffers;

    await reader.push(bytesWith(promised));

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    await expect(reader.finish()).rejects.toMatchObject({ code: 'truncated' });
  });
});

describe('pixel data', () => {
  it('pass by and are not kept, however much is captured besides', async () => {
    const frame = Buffer.alloc(1024 * 1024, 'pixels');
    const [head = Buffer.alloc(0)] = makeLargeMultiFrame({ rows: 1024, columns: 512, frames: 200 }).chunks();
    const reader = new Part10Reader({ capture: true });
    await reader.push(head);
    const before = process.memoryUsage().arrayBuffers;

    for (let pushed = 0; pushed < 200; pushed++) await reader.push(frame);
    await reader.finish();
    const content = reader.content();

    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
    expect(pathsOf(content)).not.toContain('7FE00010');
    expect([content.segments, content.cut]).toEqual([[], []]);
  });
});
