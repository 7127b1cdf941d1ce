import { Signer } from '@aws-sdk/rds-signer';

export interface DatabaseDoor {
  readonly host: string;
  readonly user: string;
  readonly region: string;
}

const postgresPort = 5432;

/** What PostgreSQL takes for a password: a signature over who and where, good for 15 minutes, so one a connection. */
export function databasePassword({ host, user, region }: DatabaseDoor): () => Promise<string> {
  const signer = new Signer({ hostname: host, port: postgresPort, username: user, region });
  return () => signer.getAuthToken();
}
