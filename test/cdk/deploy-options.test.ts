import { describe, expect, it } from 'vitest';
import { readDeployOptions } from '../../cdk/deploy-options.ts';

const reading = (context: Readonly<Record<string, unknown>>) => readDeployOptions((name) => context[name]);

describe('what a deployment says about itself', () => {
  it('may be nothing', () => {
    const options = reading({});

    expect(options).toEqual({ allowedOrigins: [], viewerCallbackUrls: [] });
  });

  it('is read from the comma lists of the command line', () => {
    const options = reading({ allowedOrigins: 'https://a.example,https://b.example', signInDomainPrefix: 'house-1' });

    expect(options.allowedOrigins).toEqual(['https://a.example', 'https://b.example']);
    expect(options.signInDomainPrefix).toBe('house-1');
  });

  it('brings a guard policy that holds what it should, and no other', () => {
    const { guardPolicyFile } = reading({ guardPolicy: 'docs/examples/guard-hospital.yaml' });

    expect(guardPolicyFile).toMatch(/docs\/examples\/guard-hospital\.yaml$/);
    expect(() => reading({ guardPolicy: 'package.json' })).toThrow(/apiVersion/);
    expect(() => reading({ guardPolicy: 'nowhere.yaml' })).toThrow(/ENOENT/);
  });

  it.each([
    ['a name without its certificate', { domainName: 'images.example' }],
    ['a certificate without its name', { certificateArn: 'arn:aws:acm:eu-central-1:1:certificate/0' }],
    ['a prefix that Cognito does not take', { signInDomainPrefix: 'Not_This' }],
  ])('is refused before anything is made: %s', (_fault, context) => {
    expect(() => reading(context)).toThrow(/^context: /);
  });
});
