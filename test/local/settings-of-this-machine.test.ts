import { describe, expect, it } from 'vitest';
import { settingsOfThisMachine } from '../../local/settings-of-this-machine.ts';

describe('settingsOfThisMachine', () => {
  it('serves on 127.0.0.1:8080 when nothing is said', () => {
    const settings = settingsOfThisMachine([], {});

    expect(settings).toMatchObject({ port: 8080, storeSample: true, accessTokenLifetimeSeconds: 900 });
    expect(settings?.gateway.publicBaseUrl).toBe('http://127.0.0.1:8080');
    expect(settings?.gateway.tokenIssuer).toBe('http://127.0.0.1:8080/oidc');
  });

  it('lets flags win over the environment', () => {
    const settings = settingsOfThisMachine(['--port', '9000', '--data', '/a'], { PORT: '9001', PORTCULLIS_DATA: '/b' });

    expect(settings).toMatchObject({ port: 9000, dataFolder: '/a' });
  });

  it('mints URLs and tokens for the address that the world sees', () => {
    const settings = settingsOfThisMachine([], { PUBLIC_BASE_URL: 'https://images.example.org/stage/' });

    expect(settings?.gateway).toMatchObject({
      publicBaseUrl: 'https://images.example.org/stage',
      tokenIssuer: 'https://images.example.org/stage/oidc',
    });
  });

  it('is undefined for --help', () => {
    expect(settingsOfThisMachine(['--help'], {})).toBeUndefined();
  });

  it.each([
    [['--port', '99999'], {}],
    [['--port', '80x'], {}],
    [['--nonsense'], {}],
    [[], { ACCESS_TOKEN_LIFETIME_SECONDS: '60' }],
    [[], { MAX_INSTANCE_BYTES: 'many' }],
    [[], { PUBLIC_BASE_URL: 'ftp://elsewhere' }],
  ])('refuses %j with %j', (args, env) => {
    expect(() => settingsOfThisMachine(args, env)).toThrow(Error);
  });
});
