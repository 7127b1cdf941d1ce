import { describe, expect, it } from 'vitest';
import { awsSettingsFromEnvironment, awsSettingsToEnvironment } from '../../lambdas/aws-settings.ts';

const settings = {
  archiveBucket: 'images',
  quarantineBucket: 'held',
  databaseHost: 'database.example',
  databaseName: 'portcullis',
  databaseUser: 'gateway',
  databaseAuthoritiesFile: '/authorities.pem',
  auditKeyArn: 'arn:aws:kms:eu-central-1:123456789012:key/0',
};

describe('the settings of AWS', () => {
  it('are read as the stack wrote them, with the region that Lambda adds', () => {
    const environment = { ...awsSettingsToEnvironment(settings), AWS_REGION: 'eu-central-1' };

    const read = awsSettingsFromEnvironment(environment);

    expect(read).toEqual({ ...settings, region: 'eu-central-1' });
  });

  it('are refused with all of their faults at once', () => {
    const read = () => awsSettingsFromEnvironment({ ...awsSettingsToEnvironment(settings), DATABASE_HOST: '' });

    expect(read).toThrow(/DATABASE_HOST.*AWS_REGION/);
  });
});
