import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Bucket, LifecycleRule } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { prefixes } from '../../shared/adapters/aws/s3-layout.ts';
import { privateBucket } from './private-bucket.ts';

const { studies, sidecars, unsettled, incoming } = prefixes;

/** Where the images live. Nothing here is ever public, unencrypted, overwritten without a version or deleted with a stack. */
export class ArchiveBucket extends Construct {
  readonly bucket: Bucket;
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const { bucket, key } = privateBucket(this, {
      keyDescription: 'Portcullis image archive',
      lifecycleRules: [...forgottenAfterADay],
    });
    this.bucket = bucket;
    this.#key = key;
  }

  /**
   * An instance that the index refuses is taken back, hence the deletion: in a versioned bucket it hides an object,
   * and nothing here may remove a version (docs/decisions/0042).
   */
  grantStore(verbFunction: IFunction): void {
    this.#allow(verbFunction, ['s3:PutObject', 's3:DeleteObject'], [studies, sidecars, unsettled, incoming]);
    this.#allow(verbFunction, ['s3:AbortMultipartUpload', 's3:GetObject'], [studies, incoming]);
    this.#allowToMissObjects(verbFunction);
    this.#key.grant(verbFunction, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /** A sidecar is derived from its instance: whoever may read the one may write the other anew when it is lost. */
  grantRetrieve(verbFunction: IFunction): void {
    this.#allow(verbFunction, ['s3:GetObject'], [studies, sidecars]);
    this.#allow(verbFunction, ['s3:PutObject'], [sidecars]);
    this.#allowToMissObjects(verbFunction);
    this.#key.grant(verbFunction, 'kms:Decrypt', 'kms:GenerateDataKey');
  }

  /** Headers, for what a search is asked to return and the index does not keep; never an image. */
  grantSearch(verbFunction: IFunction): void {
    this.#allow(verbFunction, ['s3:GetObject'], [sidecars]);
    this.#allowToMissObjects(verbFunction);
    this.#key.grant(verbFunction, 'kms:Decrypt');
  }

  #allow(verbFunction: IFunction, actions: string[], under: readonly string[]): void {
    const resources = under.map((prefix) => this.bucket.arnForObjects(`${prefix}*`));
    verbFunction.addToRolePolicy(new PolicyStatement({ actions, resources }));
  }

  /** S3 says 404 only to those who may list; all others hear 403 and cannot tell "not there" from "not yours". */
  #allowToMissObjects(verbFunction: IFunction): void {
    verbFunction.addToRolePolicy(
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.bucket.bucketArn] }),
    );
  }
}

const aDay = Duration.days(1);

/** Drafts and marks come and go with each store; no request lives long enough to miss one of yesterday's. */
const forgottenAfterADay: readonly LifecycleRule[] = [
  { abortIncompleteMultipartUploadAfter: aDay },
  { prefix: incoming, expiration: aDay, noncurrentVersionExpiration: aDay },
  { prefix: incoming, expiredObjectDeleteMarker: true },
  { prefix: unsettled, noncurrentVersionExpiration: aDay, expiredObjectDeleteMarker: true },
];
