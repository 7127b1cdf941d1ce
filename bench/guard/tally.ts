import type { FindingResult, PlantResult } from './match-findings.ts';

/** Of a type, a place or a class. */
export interface Recall {
  readonly name: string;
  planted: number;
  found: number;
  otherName: number;
}

/** Of a detector. */
export interface Precision {
  readonly name: string;
  right: number;
  otherName: number;
  wrong: number;
}

/** Of a kind of hard negatives. */
export interface Temptation {
  readonly name: string;
  values: number;
  wrong: number;
}

export interface CleanCounts {
  instances: number;
  flagged: number;
  held: number;
}

/** All that one run of the corpus counts. */
export class Tally {
  readonly types = new Map<string, Recall>();
  readonly places = new Map<string, Recall>();
  readonly classes = new Map<string, Recall>();
  readonly detectors = new Map<string, Precision>();
  readonly negatives = new Map<string, Temptation>();
  readonly clean: CleanCounts = { instances: 0, flagged: 0, held: 0 };

  addPlant({ plant, isFound, otherNames }: PlantResult): void {
    const counted = [
      recallOf(this.types, plant.type),
      recallOf(this.places, plant.place),
      recallOf(this.classes, plant.class),
    ];
    for (const recall of counted) {
      recall.planted += 1;
      if (isFound) recall.found += 1;
      else if (otherNames.length > 0) recall.otherName += 1;
    }
  }

  addFinding(detector: string, result: FindingResult): void {
    const precision = this.detectors.get(detector) ?? { name: detector, right: 0, otherName: 0, wrong: 0 };
    this.detectors.set(detector, precision);
    if (result === 'true') precision.right += 1;
    else if (result === 'other name') precision.otherName += 1;
    else precision.wrong += 1;
  }

  addNegative(kind: string, wrong: number): void {
    const temptation = this.negatives.get(kind) ?? { name: kind, values: 0, wrong: 0 };
    this.negatives.set(kind, temptation);
    temptation.values += 1;
    temptation.wrong += wrong;
  }
}

function recallOf(recalls: Map<string, Recall>, name: string): Recall {
  const recall = recalls.get(name) ?? { name, planted: 0, found: 0, otherName: 0 };
  recalls.set(name, recall);
  return recall;
}
