import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  AuroraPostgresEngineVersion,
  ClusterInstance,
  Credentials,
  DatabaseCluster,
  DatabaseClusterEngine,
} from 'aws-cdk-lib/aws-rds';
import { Construct } from 'constructs';

export interface IndexDatabaseProps {
  readonly vpc: IVpc;
  /** The only door into the cluster, and only to its port. */
  readonly functionsSecurityGroup: ISecurityGroup;
}

/** The study index and the audit trail: PostgreSQL that functions enter with a 15-minute IAM token, never a password. */
export class IndexDatabase extends Construct {
  readonly databaseName = 'portcullis';
  /** Made once with database-role.sql (docs/deploy.md): CloudFormation cannot create a PostgreSQL role. */
  readonly databaseUser = 'gateway';
  readonly host: string;
  readonly #cluster: DatabaseCluster;

  constructor(scope: Construct, id: string, props: IndexDatabaseProps) {
    super(scope, id);
    const key = new Key(this, 'Key', {
      description: 'Portcullis study index and audit trail',
      enableKeyRotation: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.#cluster = this.#createCluster(props.vpc, key);
    this.#cluster.connections.allowDefaultPortFrom(props.functionsSecurityGroup, 'verb functions');
    this.host = this.#cluster.clusterEndpoint.hostname;
  }

  /** What the person who makes the role needs, and nobody else. */
  get ownersWayIn(): { readonly clusterArn: string; readonly secretArn: string } {
    const { clusterArn, secret } = this.#cluster;
    if (secret === undefined) throw new Error('the cluster has no secret for its owner');
    return { clusterArn, secretArn: secret.secretArn };
  }

  grantConnect(verbFunction: IFunction): void {
    this.#cluster.grantConnect(verbFunction, this.databaseUser);
  }

  #createCluster(vpc: IVpc, key: Key): DatabaseCluster {
    return new DatabaseCluster(this, 'Cluster', {
      engine: DatabaseClusterEngine.auroraPostgres({ version: AuroraPostgresEngineVersion.VER_17_7 }),
      writer: ClusterInstance.serverlessV2('Writer', { publiclyAccessible: false }),
      serverlessV2MinCapacity: 0.5,
      serverlessV2MaxCapacity: 8,
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      credentials: Credentials.fromGeneratedSecret('owner', { encryptionKey: key }),
      defaultDatabaseName: this.databaseName,
      iamAuthentication: true,
      enableDataApi: true,
      storageEncrypted: true,
      storageEncryptionKey: key,
      backup: { retention: Duration.days(35) },
      copyTagsToSnapshot: true,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}
