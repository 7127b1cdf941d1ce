import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { severalIdentifiers } from '../../../shared/guard/checks/several-identifiers.ts';
import type { Detector, DetectorGroup } from '../../../shared/guard/detector.ts';
import type { Place } from '../../../shared/guard/inspected-text.ts';
import type { Observation } from '../../../shared/guard/observation.ts';
import { hitsOf } from './evidence.ts';

const comments: Place = { carrier: 'text', path: '00104000', vr: 'LT', keyword: 'PatientComments' };

interface Seen {
  readonly place?: Place;
  readonly length?: number;
  readonly score?: number;
}

const seen = (
  detector: string,
  offset: number,
  { place = comments, length = 8, score = 0.9 }: Seen = {},
): Observation => ({
  detector,
  place,
  offset,
  length,
  score,
  fingerprint: '0'.repeat(64),
  shape: '',
});

const hitsFor = (...observations: Observation[]) => hitsOf(severalIdentifiers, { observations });

/** A number that no list of detectors knows. */
const someNumber = 'synthetic-number';

describe('several-identifiers', () => {
  it('finds a name beside a birth date', () => {
    const hits = hitsFor(seen('patient-name-echo', 0), seen('birth-date-echo', 20));

    expect(hits).toEqual([{ carrier: 'text', path: '00104000', detail: 'birth date and name' }]);
  });

  it('finds two kinds of numbers', () => {
    expect(hitsFor(seen('us-ssn', 0), seen(someNumber, 20))).toHaveLength(1);
  });

  it('takes two of one kind for one kind', () => {
    expect(hitsFor(seen('us-ssn', 0), seen('us-ssn', 20))).toEqual([]);
    expect(hitsFor(seen('date-of-birth', 0), seen('birth-date-echo', 20))).toEqual([]);
    expect(hitsFor(seen('email-address', 0), seen('phone-number', 20))).toEqual([]);
  });

  it('takes what overlaps for one thing: the longest', () => {
    const address = seen('email-address', 0, { length: 30 });
    const name = seen('patient-name-echo', 4, { length: 5 });
    const number = seen('us-ssn', 40);

    expect(hitsFor(address, name)).toEqual([]);
    expect(hitsFor(name, address)).toEqual([]);
    expect(hitsFor(address, name, seen('phone-number', 50))).toEqual([]);
    expect(hitsFor(number, name, address)[0]?.detail).toBe('contact and us-ssn');
  });

  it('takes a chain of overlaps for one thing', () => {
    const chain = [seen('us-ssn', 0, { length: 10 }), seen(someNumber, 8, { length: 10 }), seen('patient-id-echo', 16)];

    expect(hitsFor(...chain)).toEqual([]);
  });

  it('asks for both in one value: of one item, of one page, of one kind of place', () => {
    const item = (index: number): Place => ({ ...comments, path: `0040A730.${index}.0040A160`, keyword: 'TextValue' });
    const page = (detail: string): Place => ({ ...comments, carrier: 'document', path: '00420011', detail });
    const pair = (one: Place, other: Place) => [
      seen('patient-name-echo', 0, { place: one }),
      seen('us-ssn', 20, { place: other }),
    ];

    expect(hitsFor(...pair(item(0), item(1)))).toEqual([]);
    expect(hitsFor(...pair(page('page 1'), page('page 2')))).toEqual([]);
    expect(hitsFor(...pair(item(1), item(1)))[0]?.path).toBe('0040A730.1.0040A160');
    expect(hitsFor(...pair(page('page 2'), page('page 2')))[0]?.detail).toBe('page 2: name and us-ssn');
  });

  it('tells runs of text in one binary value apart by where they lie', () => {
    const run = (offset: number): Place => ({ ...comments, carrier: 'printable-bytes', bytes: { offset, length: 20 } });

    const hits = hitsFor(seen('patient-name-echo', 0, { place: run(1000) }), seen('us-ssn', 0, { place: run(2000) }));

    expect(hits).toHaveLength(1);
  });

  it('does not count a guess', () => {
    expect(hitsFor(seen('patient-name-echo', 0), seen('us-ssn', 20, { score: 0.49 }))).toEqual([]);
    expect(hitsFor(seen('patient-name-echo', 0), seen('us-ssn', 20, { score: 0.5 }))).toHaveLength(1);
  });

  it.each<[string, Partial<Place>]>([
    ['a UID', { carrier: 'uid', vr: 'UI' }],
    ['file meta', { carrier: 'file-meta' }],
    ['a name', { vr: 'PN', keyword: 'ReferringPhysicianName' }],
    ['an address', { keyword: 'PatientAddress' }],
    ['telephone numbers', { keyword: 'PatientTelephoneNumbers' }],
    ['telecom information', { keyword: 'PersonTelecomInformation' }],
  ])('lets %s hold several', (_, part) => {
    const place = { ...comments, ...part };

    expect(hitsFor(seen('patient-name-echo', 0, { place }), seen('us-ssn', 20, { place }))).toEqual([]);
  });

  it('finds each such value once, however many there are in it', () => {
    const other = { ...comments, path: '00204000', keyword: 'ImageComments' };
    const many = (place: Place) =>
      ['patient-name-echo', 'us-ssn', 'phone-number', 'patient-name-echo'].map((id, at) =>
        seen(id, at * 20, { place }),
      );

    expect(hitsFor(...many(comments), ...many(other)).map(({ path }) => path)).toEqual(['00104000', '00204000']);
  });

  it('knows what each detector that there is says of a person', async () => {
    const detectors = await detectorsThereAre();
    const known = (detector: Detector): readonly string[] =>
      hitsFor(seen(someNumber, 0), seen(detector.id, 20)).map(({ detail = '' }) =>
        detail.replace(' and ', '').replace(someNumber, ''),
      );

    const faults = detectors.filter((detector) => !isRightly(known(detector), detector));

    expect(detectors.length).toBeGreaterThan(10);
    expect(faults.map(({ id, group }) => `${group}/${id}`)).toEqual([]);
  });
});

const detectorsFolder = new URL('../../../shared/guard/detectors/', import.meta.url);

async function detectorsThereAre(): Promise<readonly Detector[]> {
  const names = readdirSync(detectorsFolder);
  const modules = await Promise.all(names.map((name) => import(new URL(name, detectorsFolder).href)));
  return modules.flatMap((module: object) => Object.values(module).flat()).filter(isDetector);
}

const isDetector = (value: unknown): value is Detector =>
  typeof value === 'object' && value !== null && 'find' in value && 'group' in value && 'id' in value;

const numberGroups: readonly DetectorGroup[] = ['identity-number', 'health-number', 'financial'];
const kindOfGroup: Partial<Record<DetectorGroup, string>> = {
  contact: 'contact',
  address: 'address',
  record: 'record',
};
const kindOfId: Readonly<Record<string, string>> = {
  'patient-name-echo': 'name',
  'patient-id-echo': 'patient ID',
  'birth-date-echo': 'birth date',
  'date-of-birth': 'birth date',
};

function isRightly(known: readonly string[], { id, group }: Detector): boolean {
  const kind = numberGroups.includes(group) ? id : (kindOfId[id] ?? kindOfGroup[group]);
  return kind === undefined ? known.length === 0 : known.length === 1 && known[0] === kind;
}
