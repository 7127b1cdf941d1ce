import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { allDetectors } from '../shared/guard/all-detectors.ts';
import { loadPolicy } from '../shared/guard/policy/load-policy.ts';

const commaList = z
  .string()
  .default('')
  .transform((text) => text.split(',').filter((item) => item !== ''));

const context = z
  .object({
    allowedOrigins: commaList,
    viewerCallbackUrls: commaList,
    domainName: z.string().min(1).optional(),
    certificateArn: z.string().startsWith('arn:').optional(),
    guardPolicy: z.string().min(1).optional(),
    signInDomainPrefix: z
      .string()
      .regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)
      .optional(),
  })
  .refine(({ domainName, certificateArn }) => (domainName === undefined) === (certificateArn === undefined), {
    message: 'domainName and certificateArn belong together: give both or neither',
  });

/** The name that the gateway is reached by, when it is not API Gateway's own. */
export interface CustomDomain {
  readonly domainName: string;
  /** ACM, in the region of the stack. */
  readonly certificateArn: string;
}

/** What one deployment may say about itself, as `cdk deploy -c name=value`; all of it is optional. */
export interface DeployOptions {
  readonly allowedOrigins: readonly string[];
  /** Where viewers on other addresses are sent back to after sign-in. */
  readonly viewerCallbackUrls: readonly string[];
  readonly customDomain?: CustomDomain;
  readonly signInDomainPrefix?: string;
  /** A file of this machine: a site's guard policy, which is deployed with the code. */
  readonly guardPolicyFile?: string;
}

/** Fails with the whole list of faults, before anything is synthesised. */
export function readDeployOptions(find: (name: string) => unknown): DeployOptions {
  const names = Object.keys(context.shape);
  const parsed = context.safeParse(Object.fromEntries(names.map((name) => [name, find(name)])));
  if (!parsed.success) throw new Error(`context: ${z.prettifyError(parsed.error)}`);
  const { allowedOrigins, viewerCallbackUrls, domainName, certificateArn, signInDomainPrefix, guardPolicy } =
    parsed.data;
  return {
    allowedOrigins,
    viewerCallbackUrls,
    ...(domainName === undefined || certificateArn === undefined
      ? {}
      : { customDomain: { domainName, certificateArn } }),
    ...(signInDomainPrefix === undefined ? {} : { signInDomainPrefix }),
    ...(guardPolicy === undefined ? {} : { guardPolicyFile: checkedPolicy(guardPolicy) }),
  };
}

/** A policy with a fault would let no function start: it fails here, with all of its faults, before anything is deployed. */
function checkedPolicy(file: string): string {
  loadPolicy(readFileSync(file, 'utf8'), { detectors: allDetectors });
  return resolve(file);
}
