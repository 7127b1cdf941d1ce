import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { describe, expect, it } from 'vitest';
import { QuarantineBucket } from '../../../cdk/constructs/quarantine-bucket.ts';
import cdkJson from '../../../cdk.json' with { type: 'json' };

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}

/** By action, where: as prefixes of the bucket, or the bucket or key itself. */
function allowedBy(grant: (quarantine: QuarantineBucket, dummy: LambdaFunction) => void) {
  const stack = new Stack(new App({ context: cdkJson.context }), 'Stack');
  const quarantine = new QuarantineBucket(stack, 'Quarantine');
  const code = Code.fromInline('exports.handler = () => undefined');
  const dummy = new LambdaFunction(stack, 'Dummy', { runtime: Runtime.NODEJS_24_X, handler: 'index.handler', code });
  grant(quarantine, dummy);
  const allowed: Record<string, string[]> = {};
  for (const { Properties } of Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))) {
    for (const { Action: actions, Resource: places } of Properties.PolicyDocument.Statement as Statement[]) {
      for (const action of [actions].flat()) {
        allowed[action] = [...(allowed[action] ?? []), ...[places].flat().map(placeOf)].toSorted();
      }
    }
  }
  return allowed;
}

function placeOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  if (text.includes('QuarantineKey')) return 'the key';
  return /"\/(\w+\/\*)"/.exec(text)?.[1] ?? (text.includes('QuarantineBucket') ? 'the bucket' : text);
}

describe('the quarantine bucket', () => {
  it('is filled by a function that can write and list, and read nothing', () => {
    const allowed = allowedBy((quarantine, dummy) => quarantine.grantHold(dummy));

    expect(allowed).toEqual({
      's3:PutObject': ['bytes/*', 'entries/*'],
      's3:AbortMultipartUpload': ['bytes/*'],
      's3:ListBucket': ['the bucket'],
      'kms:Decrypt': ['the key'],
      'kms:GenerateDataKey': ['the key'],
    });
  });

  it('is read by the reviewer, who writes words and never bytes, and removes nothing', () => {
    const allowed = allowedBy((quarantine, dummy) => quarantine.grantReview(dummy));

    expect(allowed).toEqual({
      's3:GetObject': ['bytes/*', 'decisions/*', 'entries/*', 'reports/*'],
      's3:PutObject': ['decisions/*', 'reports/*'],
      's3:ListBucket': ['the bucket'],
      'kms:Decrypt': ['the key'],
      'kms:GenerateDataKey': ['the key'],
    });
  });

  it('opens to nobody who was not granted anything', () => {
    expect(allowedBy(() => undefined)).toEqual({});
  });
});
