import { RemovalPolicy } from 'aws-cdk-lib';
import { Key, KeySpec, KeyUsage } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

/** What seals the audit trail: whoever can edit its rows in the database cannot make them fit again. */
export class AuditKey extends Construct {
  readonly arn: string;
  readonly #key: Key;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.#key = new Key(this, 'Key', {
      description: 'Portcullis audit trail seal; without it the trail can never be verified again',
      keySpec: KeySpec.HMAC_256,
      keyUsage: KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.arn = this.#key.keyArn;
  }

  grantSeal(verbFunction: IFunction): void {
    this.#key.grantGenerateMac(verbFunction);
  }
}
