import { freshUid } from '../../test/makers/fresh-uid.ts';
import { makePerson } from '../../test/makers/guard-corpus/person.ts';
import { type Random, randomFrom } from '../../test/makers/guard-corpus/random.ts';
import { technicalHeader } from '../../test/makers/guard-corpus/technical-header.ts';
import { technicalText } from '../../test/makers/guard-corpus/technical-texts.ts';
import { makeCt } from '../../test/makers/make-ct.ts';
import { type ElementSpec, element } from '../../test/makers/part10.ts';

const privateValues = 60;
const privateBlobBytes = 30_000;

/** Slices of half a megabyte under the header of a scanner that has much to say: private values and a block of bytes. */
export function scannerSlices(count: number): readonly Uint8Array[] {
  const random = randomFrom(11);
  const { elements } = technicalHeader(random, 'ct', makePerson(random));
  const series = { rows: 512, columns: 512, studyUid: freshUid(), seriesUid: freshUid() };
  const extra = [...elements, ...privateBlock(random)];
  return Array.from(
    { length: count },
    (_, index) => makeCt({ ...series, instanceNumber: String(index + 1), extra }).bytes,
  );
}

function privateBlock(random: Random): readonly ElementSpec[] {
  const values = Array.from({ length: privateValues }, (_, index) =>
    element(
      `002910${(index + 1).toString(16).padStart(2, '0').toUpperCase()}`,
      'LO',
      technicalText(random).text.replaceAll('\\', '/'),
    ),
  );
  const blob = element('002910F0', 'OB', random.bytes(privateBlobBytes));
  return [element('00290010', 'LO', 'SYNTHETIC CSA HEADER'), ...values, blob];
}
