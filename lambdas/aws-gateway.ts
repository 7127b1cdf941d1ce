import { readFile } from 'node:fs/promises';
import { createTokenVerifier } from '../shared/access/token-verifier.ts';
import { databasePassword } from '../shared/adapters/aws/database-password.ts';
import { deriveSecretKey } from '../shared/adapters/aws/derive-secret-key.ts';
import { openS3ImageArchive } from '../shared/adapters/aws/s3-image-archive.ts';
import { openS3Quarantine } from '../shared/adapters/aws/s3-quarantine.ts';
import { openPostgresAuditTrail } from '../shared/adapters/sql/open-postgres-audit-trail.ts';
import { openPostgresIndex } from '../shared/adapters/sql/open-postgres-index.ts';
import type { PostgresSettings } from '../shared/adapters/sql/postgres-pool.ts';
import { foldFloods } from '../shared/audit/fold-floods.ts';
import type { Gateway } from '../shared/gateway.ts';
import { allDetectors } from '../shared/guard/all-detectors.ts';
import { createGuard, type Guard } from '../shared/guard/guard.ts';
import { loadPolicy } from '../shared/guard/policy/load-policy.ts';
import { jsonLinesLog } from '../shared/log.ts';
import { PixelWorkers } from '../shared/pixels/pixel-workers.ts';
import { type GatewaySettings, settingsFromEnvironment } from '../shared/settings.ts';
import { type AwsSettings, awsSettingsFromEnvironment } from './aws-settings.ts';
import type { ClosedGateway } from './edge/aws-handler.ts';

/** What a Lambda function has from its first moment; a wrong setting ends it there, with the whole list. */
export function awsGateway(): ClosedGateway {
  const settings = settingsFromEnvironment(process.env);
  const aws = awsSettingsFromEnvironment(process.env);
  const log = jsonLinesLog((line) => process.stdout.write(line));
  return { settings, log, open: async () => ({ settings, log, ...(await openPorts(settings, aws)) }) };
}

type Ports = Pick<Gateway, 'archive' | 'index' | 'guard' | 'quarantine' | 'audit' | 'pixels' | 'verifyToken'>;

async function openPorts(settings: GatewaySettings, aws: AwsSettings): Promise<Ports> {
  const postgres = await postgresSettings(aws);
  const guard = await openGuard(aws);
  const key = await deriveSecretKey(aws.auditKeyArn, 'auditTrail');
  const audit = await openPostgresAuditTrail({ ...postgres, maxConnections: 1 }, key);
  try {
    return {
      archive: openS3ImageArchive({ bucket: aws.archiveBucket }),
      index: await openPostgresIndex(postgres, settings.searchKeys),
      guard,
      quarantine: openS3Quarantine({ bucket: aws.quarantineBucket }),
      audit: foldFloods(audit),
      pixels: new PixelWorkers(settings.pixels),
      verifyToken: verifier(settings),
    };
  } catch (error) {
    await audit.close();
    throw error;
  }
}

/** The site's policy lies beside the code, put there by the deployment that checked it (cdk/constructs/verb-functions.ts). */
async function openGuard({ guardPolicyFile, auditKeyArn }: AwsSettings): Promise<Guard> {
  const text = guardPolicyFile === undefined ? undefined : await readFile(guardPolicyFile, 'utf8');
  const policy = loadPolicy(text, { detectors: allDetectors });
  return createGuard({ policy, fingerprintKey: await deriveSecretKey(auditKeyArn, 'guardFingerprints') });
}

/** A function serves one request at a time: one connection to answer it, one for what goes on beside. */
async function postgresSettings(aws: AwsSettings): Promise<PostgresSettings> {
  return {
    host: aws.databaseHost,
    port: 5432,
    database: aws.databaseName,
    user: aws.databaseUser,
    password: databasePassword({ host: aws.databaseHost, user: aws.databaseUser, region: aws.region }),
    tlsAuthorities: await readFile(aws.databaseAuthoritiesFile, 'utf8'),
    maxConnections: 2,
  };
}

/** API Gateway has looked at the token too; a function that trusted it for that could be called past it. */
function verifier({ tokenIssuer, publicBaseUrl, tokenClientIds }: GatewaySettings): Gateway['verifyToken'] {
  return createTokenVerifier({ issuer: tokenIssuer, audience: publicBaseUrl, clientIds: tokenClientIds });
}
