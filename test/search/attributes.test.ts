import { describe, expect, it } from 'vitest';
import { findSearchAttribute, isAtOrAbove, searchAttributes } from '../../shared/search/attributes.ts';

describe('the table of search attributes', () => {
  it('can match every key that PS3.18 Table 10.6.1-5 requires', () => {
    const required = {
      study:
        'StudyDate StudyTime AccessionNumber ModalitiesInStudy ReferringPhysicianName PatientName PatientID StudyInstanceUID StudyID',
      series:
        'Modality SeriesInstanceUID SeriesNumber PerformedProcedureStepStartDate PerformedProcedureStepStartTime RequestAttributesSequence.ScheduledProcedureStepID RequestAttributesSequence.RequestedProcedureID',
      instance: 'SOPClassUID SOPInstanceUID InstanceNumber',
    };

    for (const [level, keywords] of Object.entries(required)) {
      for (const keyword of keywords.split(' ')) {
        const attribute = findSearchAttribute(keyword);
        expect([keyword, attribute?.level, attribute?.matching === 'none']).toEqual([keyword, level, false]);
      }
    }
  });

  it('says each attribute once a level', () => {
    const names = searchAttributes.map(({ tag, level }) => `${level} ${tag}`);

    expect(new Set(names).size).toBe(names.length);
  });

  it('knows nothing by a name of the language it is written in', () => {
    for (const name of ['__proto__', 'constructor', 'toString', '', '.', '00400275.', '00400275.__proto__', 'a.b.c']) {
      expect(findSearchAttribute(name)).toBeUndefined();
    }
  });

  it('puts studies above series, and series above instances', () => {
    const modality = findSearchAttribute('Modality');

    expect(modality && (['study', 'series', 'instance'] as const).map((level) => isAtOrAbove(modality, level))).toEqual(
      [false, true, true],
    );
  });
});
