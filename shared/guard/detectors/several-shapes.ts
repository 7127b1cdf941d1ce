import type { Detector, DetectorGroup } from '../detector.ts';
import { type PatternSpec, patternDetector } from './pattern-detector.ts';

/** One way of writing an identifier, with the words and scores that go with it. */
export type Shape = Omit<PatternSpec, 'id' | 'group' | 'pack' | 'about'>;

export interface ShapesSpec {
  readonly id: string;
  readonly group: DetectorGroup;
  readonly about: string;
  readonly shapes: readonly Shape[];
}

/** An identifier that is written in several ways, some of which say more than others. */
export function severalShapes({ id, group, about, shapes }: ShapesSpec): Detector {
  const detectors = shapes.map((shape) => patternDetector({ id, group, about, ...shape }));
  return {
    id,
    group,
    about,
    *find(haystack, patient) {
      for (const detector of detectors) yield* detector.find(haystack, patient);
    },
  };
}
