import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { databasePassword } from '../../../shared/adapters/aws/database-password.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'synthetic');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'synthetic');
});

afterEach(() => vi.unstubAllEnvs());

describe('the password of the database', () => {
  it('is a signature over host, port and role that ends within fifteen minutes, made without a call', async () => {
    const password = databasePassword({ host: 'database.example', user: 'gateway', region: 'eu-central-1' });

    const token = new URL(`https://${await password()}`);

    expect(token.host).toBe('database.example:5432');
    expect(Object.fromEntries(token.searchParams)).toMatchObject({
      Action: 'connect',
      DBUser: 'gateway',
      'X-Amz-Expires': '900',
    });
    expect(token.searchParams.get('X-Amz-Credential')).toMatch(/\/eu-central-1\/rds-db\//);
  });
});
