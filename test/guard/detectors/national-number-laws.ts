import { describe, expect, it } from 'vitest';
import type { Detector } from '../../../shared/guard/detector.ts';
import { countHits, finds } from './finds.ts';

type Row = readonly [text: string, expected: string];
type Lookalike = readonly [text: string, reason: string];

interface Tables {
  readonly found: readonly Row[];
  readonly lookalikes: readonly Lookalike[];
  /** A text that names the number, and the number in it. */
  readonly named: Row;
}

/** What every detector of a national number keeps, whatever the country. */
export function nationalNumberLaws(detector: Detector, { found, lookalikes, named: [text, number] }: Tables): void {
  describe(`numbers of ${detector.id}`, () => {
    it.each(found)('are found in %j', (written, expected) => {
      const numbers = finds(detector, written);

      expect(numbers).toEqual([expected]);
    });

    it.each(lookalikes)('are not %j: %s', (written) => {
      const numbers = finds(detector, written);

      expect(numbers).toEqual([]);
    });

    it('are found where a word names them', () => {
      const numbers = finds(detector, text);

      expect(numbers).toEqual([number]);
    });

    it.each([
      ['a UID', text.replace(number, `1.2.840.${number}.1`), {}],
      ['a longer number', text.replace(number, `9${number}9`), {}],
      ['a longer word', text.replace(number, `Q${number}Q`), {}],
      ['a UID attribute', text, { carrier: 'uid', vr: 'UI' }],
    ] as const)('are not in %s', (_where, written, place) => {
      const numbers = finds(detector, written, place);

      expect(numbers).toEqual([]);
    });

    it('are not a serial number, unless a word names them', () => {
      const bare = finds(detector, number, { keyword: 'DeviceSerialNumber', vr: 'LO' });
      const named = finds(detector, text, { keyword: 'DeviceSerialNumber', vr: 'LO' });

      expect(bare).toEqual([]);
      expect(named).toEqual([number]);
    });

    it('are each found once in a text of many', () => {
      const hits = countHits(detector, `${text}\n`.repeat(2_000));

      expect(hits).toBe(2_000);
    });
  });
}
