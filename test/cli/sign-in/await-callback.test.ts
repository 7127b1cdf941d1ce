import { describe, expect, it } from 'vitest';
import { awaitCallback } from '../../../cli/sign-in/await-callback.ts';

const wish = { state: 'some-state', port: 0, patienceMs: 1_000 };

describe('where a browser brings the code', () => {
  it.each([
    ['http://127.0.0.1:8080/oidc', /^http:\/\/127\.0\.0\.1:\d+\/callback$/],
    ['https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example1', /^http:\/\/localhost:\d+\/callback$/],
    ['https://cognito-idp.example.org/pool', /^http:\/\/127\.0\.0\.1:\d+\/callback$/],
  ])('is this machine, by the name that %s takes', async (issuer, redirectUri) => {
    await using callback = await awaitCallback({ ...wish, issuer });

    expect(callback.redirectUri).toMatch(redirectUri);
  });
});
