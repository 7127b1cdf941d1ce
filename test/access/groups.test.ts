import { describe, expect, it } from 'vitest';
import { scopesOfGroups } from '../../shared/access/groups.ts';
import { callerActions, scopeOf } from '../../shared/access/scopes.ts';

describe('the groups of a person', () => {
  it('open to an administrator all, to a radiologist reading, to a technologist storing besides', () => {
    expect(scopesOfGroups(['administrator'])).toEqual(callerActions.map(scopeOf));
    const reading = ['dicom/study.search', 'dicom/study.read', 'dicom/study.thumbnail'];
    expect(scopesOfGroups(['radiologist'])).toEqual(reading);
    expect(scopesOfGroups(['technologist'])).toEqual([...reading, 'dicom/study.write']);
  });

  it('add up, each scope once', () => {
    expect(scopesOfGroups(['technologist', 'radiologist'])).toEqual(scopesOfGroups(['technologist']));
  });

  it.each([[[]], [['unheard-of']], [['__proto__']], [['constructor']], [['Administrator']]])(
    'open nothing where they are %j',
    (groups) => {
      expect(scopesOfGroups(groups)).toEqual([]);
    },
  );
});
