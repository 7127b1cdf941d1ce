import { z } from 'zod';

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
}

/** Fails with the whole list of faults, before anything is synthesised. */
export function readDeployOptions(find: (name: string) => unknown): DeployOptions {
  const names = Object.keys(context.shape);
  const parsed = context.safeParse(Object.fromEntries(names.map((name) => [name, find(name)])));
  if (!parsed.success) throw new Error(`context: ${z.prettifyError(parsed.error)}`);
  const { allowedOrigins, viewerCallbackUrls, domainName, certificateArn, signInDomainPrefix } = parsed.data;
  return {
    allowedOrigins,
    viewerCallbackUrls,
    ...(domainName === undefined || certificateArn === undefined
      ? {}
      : { customDomain: { domainName, certificateArn } }),
    ...(signInDomainPrefix === undefined ? {} : { signInDomainPrefix }),
  };
}
