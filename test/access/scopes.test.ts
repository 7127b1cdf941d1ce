import { describe, expect, it } from 'vitest';
import { actionsOfScopeClaim, callerActions, scopeOf } from '../../shared/access/scopes.ts';

describe('a scope claim', () => {
  it('opens each action that it names as dicom/<action>', () => {
    const claim = callerActions.map(scopeOf).join(' ');

    expect([...actionsOfScopeClaim(claim)]).toEqual(callerActions);
  });

  it.each(['', 'openid', 'study.read', 'dicom/', 'dicom/study.reader', 'DICOM/STUDY.READ', 'dicom/archive.maintain'])(
    'opens nothing with “%s”',
    (claim) => {
      expect(actionsOfScopeClaim(claim).size).toBe(0);
    },
  );
});
