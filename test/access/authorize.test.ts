import { describe, expect, it } from 'vitest';
import { assertCovers, authorize } from '../../shared/access/authorize.ts';
import { type Caller, operator } from '../../shared/access/caller.ts';
import type { Action } from '../../shared/access/scopes.ts';
import type { Uid } from '../../shared/dicom/uid.ts';

const callerWith = (...actions: Action[]): Caller => ({
  kind: 'user',
  subject: 'somebody',
  clientId: 'viewer',
  actions: new Set(actions),
  groups: [],
  tokenId: 'token',
  issuedAt: 0,
});
const [oneStudy, otherStudy] = ['1.2.3' as Uid, '1.2.4' as Uid];

describe('a permit', () => {
  it('names the caller, the action and the target that it was given for', () => {
    const caller = callerWith('study.read');

    const permit = authorize(caller, 'study.read', { studyUid: oneStudy });

    expect(permit).toMatchObject({ action: 'study.read', caller, target: { studyUid: oneStudy } });
  });

  it('is refused to a caller whose token lacks the scope, with the scope to ask for (RFC 6750 3.1)', () => {
    const wish = () => authorize(callerWith('study.search'), 'study.write');

    expect(wish).toThrow(
      expect.objectContaining({
        code: 'scope-missing',
        status: 403,
        headers: { 'WWW-Authenticate': 'Bearer error="insufficient_scope", scope="dicom/study.write"' },
      }),
    );
  });

  it('for maintenance is for the operator at the machine only, and no scope is named that could be asked for', () => {
    const wish = () => authorize(callerWith('study.read'), 'archive.maintain');

    expect(authorize(operator, 'archive.maintain')).toMatchObject({ action: 'archive.maintain' });
    expect(wish).toThrow(expect.objectContaining({ code: 'scope-missing', headers: {} }));
  });

  it('does not let the operator read studies', () => {
    expect(() => authorize(operator, 'study.read')).toThrow(expect.objectContaining({ code: 'scope-missing' }));
  });

  it('for one study covers that study and no other', () => {
    const permit = authorize(callerWith('study.read'), 'study.read', { studyUid: oneStudy });

    expect(() => assertCovers(permit, oneStudy)).not.toThrow();
    expect(() => assertCovers(permit, otherStudy)).toThrow('another study');
  });

  it('for no particular study covers every study', () => {
    const permit = authorize(callerWith('study.write'), 'study.write');

    expect(() => assertCovers(permit, oneStudy)).not.toThrow();
  });
});
