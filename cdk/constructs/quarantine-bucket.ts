import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { quarantinePrefixes } from '../../shared/adapters/aws/s3-quarantine-layout.ts';
import { privateBucket } from './private-bucket.ts';

const { entries, bytes, decisions, reports } = quarantinePrefixes;

/** What the guard holds, apart from the archive in every way: own bucket, own key, and only the reviewer's function reads it. */
export class QuarantineBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { bucket, key } = privateBucket(this, {
      keyDescription: 'Portcullis quarantine',
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(1) }],
    });
    this.bucket = bucket;
    this.#key = key;
  }

  /**
   * To fill it blindly. S3 decrypts the parts of an upload in the writer's name when it joins them, hence `kms:Decrypt`; without
   * `s3:GetObject` nobody reads anything with it (docs/decisions/0071).
   */
  grantHold(verbFunction: IFunction): void {
    this.#allow(verbFunction, ['s3:PutObject'], [bytes, entries]);
    this.#allow(verbFunction, ['s3:AbortMultipartUpload'], [bytes]);
    this.#allowToList(verbFunction);
    this.#key.grant(verbFunction, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /** To look at everything, and to add the reviewer's words; what was held stays as it came. */
  grantReview(verbFunction: IFunction): void {
    this.#allow(verbFunction, ['s3:GetObject'], [bytes, entries, decisions, reports]);
    this.#allow(verbFunction, ['s3:PutObject'], [decisions, reports]);
    this.#allowToList(verbFunction);
    this.#key.grant(verbFunction, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  #allow(verbFunction: IFunction, actions: string[], under: readonly string[]): void {
    const resources = under.map((prefix) => this.bucket.arnForObjects(`${prefix}*`));
    verbFunction.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }

  /** Names and moments: since when an entry is held is told by the listing alone. */
  #allowToList(verbFunction: IFunction): void {
    verbFunction.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
    );
  }
}
