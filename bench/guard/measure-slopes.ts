import type { Detector } from '../../shared/guard/detector.ts';
import { type Haystack, haystackOf } from '../../shared/guard/haystack.ts';
import type { PatientFacts } from '../../shared/guard/patient-facts.ts';
import { type AdversarialText, adversarialTexts } from './adversarial-texts.ts';
import type { Progress } from './measure-corpus.ts';
import { exponentTarget } from './targets.ts';

/** A detector on the text that it grows fastest with. */
export interface Slope {
  readonly detector: string;
  readonly text: string;
  /** Of time in length. */
  readonly exponent: number;
  /** At each of `lengths`. */
  readonly milliseconds: readonly number[];
  /** On 2 MB of reports: what it adds to an ordinary inspection. */
  readonly reportMilliseconds: number;
  /** On the text that it takes longest with. */
  readonly slowest: { readonly text: string; readonly milliseconds: number };
}

export const lengths = [250_000, 500_000, 1_000_000, 2_000_000] as const;

/** Under this a clock and a garbage collector say more than the detector. */
const minMeasurableMilliseconds = 8;
const runs = 3;

const patient: PatientFacts = {
  names: ['Synthetic^Ada^Mary', 'Van der Example^Ann'],
  patientIds: ['SYN-123456', '0012345678'],
  visitIds: ['ACC1234567'],
  birthDate: '19420314',
  isIdentityRemoved: false,
};

export function measureSlopes(detectors: readonly Detector[], progress: Progress): readonly Slope[] {
  progress.start(detectors.length);
  const slopes = detectors.map((detector, index) => {
    const slope = slopeOf(detector);
    progress.update(index + 1);
    return slope;
  });
  progress.stop();
  return slopes;
}

function slopeOf(detector: Detector): Slope {
  const measured = adversarialTexts.map((text) => ({ text: text.name, milliseconds: settledTimesOf(detector, text) }));
  const fitted = measured.map((each) => ({ ...each, exponent: exponentOf(each.milliseconds) }));
  const [steepest] = fitted.toSorted((one, other) => other.exponent - one.exponent);
  const [slowest] = measured.toSorted((one, other) => last(other.milliseconds) - last(one.milliseconds));
  return {
    detector: detector.id,
    text: steepest?.text ?? '',
    exponent: steepest?.exponent ?? Number.NaN,
    milliseconds: steepest?.milliseconds ?? [],
    reportMilliseconds: last(measured.at(-1)?.milliseconds ?? []),
    slowest: { text: slowest?.text ?? '', milliseconds: last(slowest?.milliseconds ?? []) },
  };
}

const last = (values: readonly number[]): number => values.at(-1) ?? Number.NaN;

/** Another program, or a collection of garbage, may fall into the longest text; what is steep of itself is steep each time. */
function settledTimesOf(detector: Detector, text: AdversarialText): readonly number[] {
  const first = timesOf(detector, text);
  if (exponentOf(first) <= exponentTarget) return first;
  return [first, timesOf(detector, text), timesOf(detector, text)].toSorted(
    (one, other) => exponentOf(one) - exponentOf(other),
  )[0] as readonly number[];
}

function timesOf(detector: Detector, { text }: AdversarialText): readonly number[] {
  return lengths.map((length) => {
    const haystack = haystackOf([
      {
        place: { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments' },
        text: text(length),
        isByteForByte: true,
      },
    ]);
    return Math.min(...Array.from({ length: runs }, () => timeOf(detector, haystack)));
  });
}

/** All hits, also those that an inspection would no longer ask for. */
function timeOf(detector: Detector, haystack: Haystack): number {
  const startedAt = performance.now();
  for (const _ of detector.find(haystack, patient));
  return performance.now() - startedAt;
}

/** Least squares through the logarithms; 0 where it is over before it can be measured. */
export function exponentOf(milliseconds: readonly number[]): number {
  if (last(milliseconds) < minMeasurableMilliseconds) return 0;
  const points = milliseconds.map(
    (time, index) => [Math.log(lengths[index] ?? 1), Math.log(Math.max(time, 0.01))] as const,
  );
  const mean = (pick: 0 | 1): number => points.reduce((sum, point) => sum + point[pick], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const covariance = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return covariance / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}
