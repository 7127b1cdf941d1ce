import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Detector, DetectorGroup } from '../../shared/guard/detector.ts';
import { haystackOf } from '../../shared/guard/haystack.ts';
import type { InspectedText } from '../../shared/guard/inspected-text.ts';
import { fingerprintOf, observeTexts, shapeOf } from '../../shared/guard/observe-texts.ts';

const fingerprintKey = createSecretKey(Buffer.alloc(32, 1));
const patient = { names: [], patientIds: [], visitIds: [], birthDate: undefined, isIdentityRemoved: false };

function textAt(path: string, text: string, changes: Partial<InspectedText> = {}): InspectedText {
  const bytes = { offset: 1_000, length: text.length };
  return { place: { carrier: 'text', path, vr: 'LO', keyword: '', bytes }, text, isByteForByte: true, ...changes };
}

/** Finds one word wherever it stands. */
function wordDetector(id: string, word: string, wish: { group?: DetectorGroup; score?: number } = {}): Detector {
  const { group = 'contact', score = 0.9 } = wish;
  return {
    id,
    group,
    about: 'a word',
    *find({ text }) {
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
        yield { start: at, end: at + word.length, score };
      }
    },
  };
}

const look = (texts: readonly InspectedText[], detectors: readonly Detector[], maxMilliseconds = 1_000) =>
  observeTexts({
    haystack: haystackOf(texts),
    patient,
    detectors,
    minScore: 0.5,
    limits: { maxTextCharacters: 1_000_000, maxMilliseconds },
    fingerprintKey,
  });

describe('what detectors see', () => {
  it('is told by its place, its offset in that text, its shape and a fingerprint, and never by itself', () => {
    const texts = [textAt('00081030', 'nothing'), textAt('00104000', 'call Anna-1 now')];

    const observations = look(texts, [wordDetector('word', 'Anna-1')]);

    expect(observations).toMatchObject([
      { detector: 'word', place: { path: '00104000' }, offset: 5, length: 6, shape: 'Aaaa-9', score: 0.9 },
    ]);
    expect(observations[0]?.fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(observations)).not.toContain('Anna');
  });

  it('can be blanked byte by byte where the text is its bytes, as a whole where it is not, and not at all in a UID', () => {
    const detector = wordDetector('word', 'secret');
    const uid = textAt('0020000D', 'a secret', { place: { ...textAt('0020000D', 'a secret').place, carrier: 'uid' } });

    const [plain] = look([textAt('00104000', 'a secret')], [detector]);
    const [other] = look([textAt('00104000', 'ä secret', { isByteForByte: false })], [detector]);
    const [inUid] = look([uid], [detector]);

    expect(plain?.blankable).toEqual({ offset: 1_002, length: 6 });
    expect(other?.blankable).toEqual({ offset: 1_000, length: 8 });
    expect(inUid?.blankable).toBeUndefined();
  });

  it('counts once where two detectors see the same characters: for the surer one', () => {
    const detectors = [
      wordDetector('sure', '12345', { score: 0.9 }),
      wordDetector('unsure', '1234567', { score: 0.6 }),
    ];

    const observations = look([textAt('00104000', 'no 1234567')], detectors);

    expect(observations.map(({ detector }) => detector)).toEqual(['sure']);
  });

  it.each(['echo', 'credential'] as const)('counts beside what overlaps it where it is of the group %s', (group) => {
    const detectors = [wordDetector('own', '12345', { group, score: 0.6 }), wordDetector('number', '1234567')];

    const observations = look([textAt('00104000', 'no 1234567')], detectors);

    expect(observations.map(({ detector }) => detector).sort()).toEqual(['number', 'own']);
  });

  it('is nothing under the score that the policy asks for', () => {
    expect(look([textAt('00104000', 'word')], [wordDetector('word', 'word', { score: 0.49 })])).toEqual([]);
  });

  it('is not judged in part: more finds than are judged fail the inspection', () => {
    const many = textAt('00104000', 'x '.repeat(30_000));

    expect(() => look([many], [wordDetector('word', 'x')])).toThrow('more finds');
  });

  it('takes no more time than it is given', () => {
    expect(() => look([textAt('00104000', 'word')], [wordDetector('word', 'word')], -1)).toThrow('more time');
  });
});

describe('a fingerprint', () => {
  it('is the same for one value in two spellings, and another for another value, detector or key', () => {
    const one = fingerprintOf('us-ssn', '212-45-6789', fingerprintKey);

    expect(fingerprintOf('us-ssn', '212 45 6789', fingerprintKey)).toBe(one);
    expect(fingerprintOf('us-ssn', '212-45-6788', fingerprintKey)).not.toBe(one);
    expect(fingerprintOf('us-itin', '212-45-6789', fingerprintKey)).not.toBe(one);
    expect(fingerprintOf('us-ssn', '212-45-6789', createSecretKey(Buffer.alloc(32, 2)))).not.toBe(one);
  });
});

describe('a shape', () => {
  it('keeps kinds of characters and no character, in 32 at most', () => {
    expect(shapeOf('Müller, 12b')).toBe('Aaaaaa, 99a');
    expect(shapeOf('山田')).toBe('aa');
    expect(shapeOf('x'.repeat(100))).toHaveLength(32);
  });
});
