import { z } from 'zod';
import { parseEnvironment } from '../shared/parse-environment.ts';

/** What only the AWS host needs to know, beside the settings that every host has. */
const environment = z.object({
  ARCHIVE_BUCKET: z.string().min(1),
  QUARANTINE_BUCKET: z.string().min(1),
  DATABASE_HOST: z.string().min(1),
  DATABASE_NAME: z.string().min(1),
  DATABASE_USER: z.string().min(1),
  DATABASE_AUTHORITIES_FILE: z.string().min(1),
  AUDIT_KEY_ARN: z.string().min(1),
  GUARD_POLICY: z.string().min(1).optional(),
  AWS_REGION: z.string().min(1),
});

export interface AwsSettings {
  readonly archiveBucket: string;
  readonly quarantineBucket: string;
  readonly databaseHost: string;
  readonly databaseName: string;
  /** A PostgreSQL role with `rds_iam`: it has no password. */
  readonly databaseUser: string;
  /** PEM: the certificate authorities that the database's certificate is checked with. */
  readonly databaseAuthoritiesFile: string;
  /** A KMS HMAC key. */
  readonly auditKeyArn: string;
  /** A site's guard policy, beside the function's code; undefined: the shipped baseline. */
  readonly guardPolicyFile?: string;
  /** Told by Lambda itself, never by the stack. */
  readonly region: string;
}

export function awsSettingsToEnvironment(settings: Omit<AwsSettings, 'region'>): Record<string, string> {
  return {
    ARCHIVE_BUCKET: settings.archiveBucket,
    QUARANTINE_BUCKET: settings.quarantineBucket,
    DATABASE_HOST: settings.databaseHost,
    DATABASE_NAME: settings.databaseName,
    DATABASE_USER: settings.databaseUser,
    DATABASE_AUTHORITIES_FILE: settings.databaseAuthoritiesFile,
    AUDIT_KEY_ARN: settings.auditKeyArn,
    ...(settings.guardPolicyFile === undefined ? {} : { GUARD_POLICY: settings.guardPolicyFile }),
  };
}

/** Fails with the list of all faults. */
export function awsSettingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): AwsSettings {
  const known = parseEnvironment(environment, env);
  return {
    archiveBucket: known.ARCHIVE_BUCKET,
    quarantineBucket: known.QUARANTINE_BUCKET,
    databaseHost: known.DATABASE_HOST,
    databaseName: known.DATABASE_NAME,
    databaseUser: known.DATABASE_USER,
    databaseAuthoritiesFile: known.DATABASE_AUTHORITIES_FILE,
    auditKeyArn: known.AUDIT_KEY_ARN,
    ...(known.GUARD_POLICY === undefined ? {} : { guardPolicyFile: known.GUARD_POLICY }),
    region: known.AWS_REGION,
  };
}
