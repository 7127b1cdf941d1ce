import type { Detector, DetectorGroup } from '../detector.ts';
import { onlyWith } from './only-with.ts';
import { type PatternSpec, patternDetector } from './pattern-detector.ts';

/** One way of writing an identifier, with the words and scores that go with it. */
export interface Shape extends Omit<PatternSpec, 'id' | 'group' | 'pack' | 'about'> {
  /** What no text with this shape is without; not global (see `onlyWith`). */
  readonly hint?: RegExp;
}

export interface ShapesSpec {
  readonly id: string;
  readonly group: DetectorGroup;
  readonly about: string;
  readonly shapes: readonly Shape[];
}

/** An identifier that is written in several ways, some of which say more than others. */
export function severalShapes({ id, group, about, shapes }: ShapesSpec): Detector {
  const detectors = shapes.map(({ hint, ...shape }) => {
    const detector = patternDetector({ id, group, about, ...shape });
    return hint === undefined ? detector : onlyWith(hint, detector);
  });
  return {
    id,
    group,
    about,
    *find(haystack, patient) {
      for (const detector of detectors) yield* detector.find(haystack, patient);
    },
  };
}
