import { describe, expect, it } from 'vitest';
import { synthesisedStacks } from '../../makers/synthesised-stacks.ts';

const { data } = synthesisedStacks();
const cluster = only('AWS::RDS::DBCluster');

/** The one of this type, or the one of those whose ids begin with the construct's. */
function only(type: string, construct = '') {
  const found = Object.entries(data.ofType(type)).filter(([id]) => id.startsWith(construct));
  if (found.length !== 1 || found[0] === undefined) throw new Error(`expected exactly one ${type} of ${construct}`);
  return found[0][1];
}

const encryptionOf = (construct: string) => {
  const { BucketEncryption: encryption } = only('AWS::S3::Bucket', construct).Properties;
  const [rule] = encryption.ServerSideEncryptionConfiguration;
  return { rule, keyId: rule.ServerSideEncryptionByDefault.KMSMasterKeyID['Fn::GetAtt'][0] };
};

describe.each([
  ['image archive', 'Archive'],
  ['quarantine', 'Quarantine'],
])('the %s', (_name, construct) => {
  const bucket = only('AWS::S3::Bucket', construct);
  const { Statement: statements } = only('AWS::S3::BucketPolicy', construct).Properties.PolicyDocument;

  it('is closed to the public in all four ways, and has no access lists', () => {
    expect(bucket.Properties.PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(bucket.Properties.OwnershipControls.Rules).toEqual([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect(bucket.Properties.AccessControl).toBeUndefined();
  });

  it('is encrypted with a rotated key of its own, asked for once a bucket', () => {
    const { rule, keyId } = encryptionOf(construct);

    expect(rule).toMatchObject({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
    expect(keyId).toMatch(new RegExp(`^${construct}Key`));
    expect(data.resources[keyId]).toMatchObject({
      Type: 'AWS::KMS::Key',
      Properties: { EnableKeyRotation: true },
      DeletionPolicy: 'Retain',
    });
  });

  it('refuses everybody who comes without TLS, or with one before 1.2', () => {
    const conditions = statements.map((statement: { Condition: object }) => statement.Condition);

    expect(conditions).toContainEqual({ Bool: { 'aws:SecureTransport': 'false' } });
    expect(conditions).toContainEqual({ NumericLessThan: { 's3:TlsVersion': 1.2 } });
  });

  it('allows nobody anything by its own policy', () => {
    const effects = new Set(statements.map((statement: { Effect: string }) => statement.Effect));

    expect(effects).toEqual(new Set(['Deny']));
  });

  it('keeps every version and outlives its stack', () => {
    expect(bucket.Properties.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    expect(bucket).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });
});

describe('the image archive', () => {
  it('forgets what passes through, and never an image or what was one', () => {
    const { Rules: rules } = only('AWS::S3::Bucket', 'Archive').Properties.LifecycleConfiguration;

    const removing = rules.filter((rule: object) => !('AbortIncompleteMultipartUpload' in rule));

    expect(rules).toContainEqual({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' });
    expect(new Set(removing.map((rule: { Prefix: string }) => rule.Prefix))).toEqual(
      new Set(['unsettled/', 'incoming/']),
    );
    expect(removing.filter((rule: object) => 'ExpirationInDays' in rule)).toEqual([
      expect.objectContaining({ Prefix: 'incoming/', ExpirationInDays: 1 }),
    ]);
  });
});

describe('the quarantine', () => {
  it('shares neither bucket nor key with the archive', () => {
    expect(encryptionOf('Quarantine').keyId).not.toBe(encryptionOf('Archive').keyId);
    expect(Object.keys(data.ofType('AWS::S3::Bucket'))).toHaveLength(2);
  });

  it('forgets uploads that were never finished, and nothing else', () => {
    const { Rules: rules } = only('AWS::S3::Bucket', 'Quarantine').Properties.LifecycleConfiguration;

    expect(rules).toEqual([{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 }, Status: 'Enabled' }]);
  });

  it('has a key that no other policy than that of the account opens', () => {
    const { KeyPolicy: policy } = only('AWS::KMS::Key', 'Quarantine').Properties;

    const principals = policy.Statement.map((statement: { Principal: object }) => JSON.stringify(statement.Principal));

    expect(principals).toHaveLength(1);
    expect(principals[0]).toContain(':root');
  });
});

describe('the index database', () => {
  it('is encrypted, cannot be deleted by accident and outlives its stack', () => {
    expect(cluster.Properties).toMatchObject({ StorageEncrypted: true, DeletionProtection: true });
    expect(cluster).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
  });

  it('is entered with IAM tokens', () => {
    expect(cluster.Properties.EnableIAMDatabaseAuthentication).toBe(true);
  });

  it('is a serverless PostgreSQL without an address of its own outside', () => {
    const instances = Object.values(data.ofType('AWS::RDS::DBInstance'));

    expect(cluster.Properties).toMatchObject({ Engine: 'aurora-postgresql', BackupRetentionPeriod: 35 });
    expect(instances.map(({ Properties }) => [Properties.DBInstanceClass, Properties.PubliclyAccessible])).toEqual([
      ['db.serverless', false],
    ]);
  });
});

describe('the audit key', () => {
  it('can only make and check seals, and outlives its stack', () => {
    const keys = Object.values(data.ofType('AWS::KMS::Key'));

    const sealing = keys.filter(({ Properties }) => Properties.KeySpec === 'HMAC_256');

    expect(sealing).toHaveLength(1);
    expect(sealing[0]).toMatchObject({ Properties: { KeyUsage: 'GENERATE_VERIFY_MAC' }, DeletionPolicy: 'Retain' });
  });
});

describe('the network', () => {
  it('has no way to the internet', () => {
    const types = new Set(Object.values(data.resources).map((resource) => resource.Type));

    expect(types).not.toContain('AWS::EC2::InternetGateway');
    expect(types).not.toContain('AWS::EC2::NatGateway');
    expect(types).not.toContain('AWS::EC2::Route');
    expect(
      Object.values(data.ofType('AWS::EC2::Subnet')).map(({ Properties }) => Properties.MapPublicIpOnLaunch),
    ).toEqual([false, false]);
  });

  it('lets in only from the functions, to the database and the two AWS services', () => {
    const groups = Object.values(data.ofType('AWS::EC2::SecurityGroup'));
    const ingress = Object.values(data.ofType('AWS::EC2::SecurityGroupIngress'));

    const sources = ingress.map(({ Properties }) => Properties.SourceSecurityGroupId['Fn::GetAtt'][0]);

    expect(groups.flatMap(({ Properties }) => Properties.SecurityGroupIngress ?? [])).toEqual([]);
    expect(ingress).toHaveLength(2);
    expect(new Set(sources).size).toBe(1);
    expect(sources[0]).toMatch(/^NetworkFunctions/);
    expect(ingress.some(({ Properties }) => 'CidrIp' in Properties || 'CidrIpv6' in Properties)).toBe(false);
  });

  it('reaches S3, the keys of the user pool and the audit key, and nothing else', () => {
    const endpoints = Object.values(data.ofType('AWS::EC2::VPCEndpoint'));

    const services = endpoints.map(
      ({ Properties }) => JSON.stringify(Properties.ServiceName).match(/\.(\w[\w-]*)"/)?.[1],
    );

    expect(services.toSorted()).toEqual(['cognito-idp', 'kms', 's3']);
  });
});

describe('the data stack', () => {
  it('cannot be deleted while it is protected', () => {
    expect(data.terminationProtection).toBe(true);
  });
});
