import { RemovalPolicy } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type LifecycleRule, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';

export interface PrivateBucket {
  readonly bucket: Bucket;
  readonly key: Key;
}

/** For patient data: never public, unencrypted, overwritten without a version or deleted with a stack, and under a key of its own. */
export function privateBucket(
  scope: Construct,
  { keyDescription, lifecycleRules }: { readonly keyDescription: string; readonly lifecycleRules: LifecycleRule[] },
): PrivateBucket {
  const key = new Key(scope, 'Key', {
    description: keyDescription,
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const bucket = new Bucket(scope, 'Bucket', {
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    versioned: true,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules,
  });
  return { bucket, key };
}
