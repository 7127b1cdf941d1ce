import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { ArchiveBucket } from '../constructs/archive-bucket.ts';
import { AuditKey } from '../constructs/audit-key.ts';
import { IndexDatabase } from '../constructs/index-database.ts';
import { Network } from '../constructs/network.ts';
import { QuarantineBucket } from '../constructs/quarantine-bucket.ts';

/** What must outlive every deployment of the doors; CloudFormation refuses to delete it. */
export class DataStack extends Stack {
  readonly network: Network;
  readonly archive: ArchiveBucket;
  readonly quarantine: QuarantineBucket;
  readonly index: IndexDatabase;
  readonly auditKey: AuditKey;

  constructor(scope: Construct, id: string, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.network = new Network(this, 'Network');
    this.archive = new ArchiveBucket(this, 'Archive');
    this.quarantine = new QuarantineBucket(this, 'Quarantine');
    this.index = new IndexDatabase(this, 'Index', this.network);
    this.auditKey = new AuditKey(this, 'Audit');
    const { clusterArn, secretArn } = this.index.ownersWayIn;
    new CfnOutput(this, 'ArchiveBucketName', { value: this.archive.bucket.bucketName });
    new CfnOutput(this, 'QuarantineBucketName', { value: this.quarantine.bucket.bucketName });
    new CfnOutput(this, 'IndexClusterArn', { value: clusterArn });
    new CfnOutput(this, 'IndexOwnerSecretArn', { value: secretArn });
    new CfnOutput(this, 'AuditKeyArn', { value: this.auditKey.arn });
  }
}
