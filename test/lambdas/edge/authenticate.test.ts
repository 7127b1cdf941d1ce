import { describe, expect, it } from 'vitest';
import { callerOf } from '../../../lambdas/edge/authenticate.ts';
import { type Caller, operator } from '../../../shared/access/caller.ts';

/** Takes the one token `good`. */
const gateway = {
  verifyToken: async (token: string): Promise<Caller> => {
    if (token !== 'good') throw new Error(`asked to verify ${token}`);
    return operator;
  },
};

describe('a request at the door', () => {
  it('is somebody’s by its bearer token', async () => {
    expect(await callerOf(gateway, { authorization: 'Bearer good' })).toBe(operator);
  });

  it('is nobody’s without one, and the verifier is not even asked', async () => {
    await expect(callerOf(gateway, {})).rejects.toMatchObject({ code: 'token-missing', status: 401 });
  });

  it('is nobody’s with a token anywhere but in the Authorization header', async () => {
    const headers = { cookie: 'access_token=good', 'x-authorization': 'Bearer good' };

    await expect(callerOf(gateway, headers)).rejects.toMatchObject({ code: 'token-missing' });
  });
});
