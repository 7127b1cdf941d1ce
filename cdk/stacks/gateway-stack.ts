import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { awsSettingsToEnvironment } from '../../lambdas/aws-settings.ts';
import { settingsToEnvironment } from '../../shared/settings.ts';
import { DicomwebApi } from '../constructs/dicomweb-api.ts';
import { defaultDomainPrefix, SignIn } from '../constructs/sign-in.ts';
import { guardPolicyInFunction, VerbFunctions } from '../constructs/verb-functions.ts';
import type { DeployOptions } from '../deploy-options.ts';
import type { DataStack } from './data-stack.ts';

export interface GatewayStackProps extends StackProps {
  readonly data: DataStack;
  readonly options: DeployOptions;
}

/** Sign-in and doors: may be torn down and built again without losing an image. */
export class GatewayStack extends Stack {
  constructor(scope: Construct, id: string, { data, options, ...props }: GatewayStackProps) {
    super(scope, id, props);
    const api = new DicomwebApi(this, 'Dicomweb', { customDomain: options.customDomain });
    const signIn = new SignIn(this, 'SignIn', {
      viewerCallbackUrls: [`${api.publicBaseUrl}/`, ...options.viewerCallbackUrls],
      domainPrefix: options.signInDomainPrefix ?? defaultDomainPrefix,
    });
    const { byVerb } = new VerbFunctions(this, 'Verbs', {
      ...data.network,
      guardPolicyFile: options.guardPolicyFile,
      environment: environmentOf(api, signIn, { data, options }),
    });
    grantWhatEachVerbNeeds(data, byVerb);
    api.serve(byVerb, signIn.userPool);
    new CfnOutput(this, 'PublicBaseUrl', { value: api.publicBaseUrl });
    new CfnOutput(this, 'TokenIssuer', { value: signIn.tokenIssuer });
    new CfnOutput(this, 'ViewerClientId', { value: signIn.viewerClient.userPoolClientId });
    new CfnOutput(this, 'RouterClientId', { value: signIn.routerClient.userPoolClientId });
    new CfnOutput(this, 'ReviewerClientId', { value: signIn.reviewerClient.userPoolClientId });
  }
}

/** Every function writes the audit trail, so all of them connect and seal; images are for store, retrieve, render and, to release them, review; search reads headers. */
function grantWhatEachVerbNeeds(data: DataStack, functions: VerbFunctions['byVerb']): void {
  const { archive, quarantine, index, auditKey } = data;
  index.grantConnect(functions.capabilities);
  index.grantConnect(functions.store);
  index.grantConnect(functions.search);
  index.grantConnect(functions.retrieve);
  index.grantConnect(functions.render);
  index.grantConnect(functions.review);
  auditKey.grantSeal(functions.capabilities);
  auditKey.grantSeal(functions.store);
  auditKey.grantSeal(functions.search);
  auditKey.grantSeal(functions.retrieve);
  auditKey.grantSeal(functions.render);
  auditKey.grantSeal(functions.review);
  archive.grantStore(functions.store);
  archive.grantStore(functions.review);
  archive.grantRetrieve(functions.retrieve);
  archive.grantRetrieve(functions.render);
  archive.grantSearch(functions.search);
  quarantine.grantHold(functions.store);
  quarantine.grantReview(functions.review);
}

/** API Gateway and Lambda take 6 MB of base64, about 4.5 MiB of DICOM; larger uploads have their own way in. */
const maxRequestBytes = 4.5 * 1024 ** 2;

/** Lambda's Node runtimes carry Amazon's authorities, RDS's among them, in this file; Node does not read it by itself. */
const authoritiesOfLambda = '/var/runtime/ca-cert.pem';

/** A function has one core and serves one request at a time; what its memory leaves over is the codec's. */
const pixelLimits = {
  maxWorkers: 1,
  maxWaitingJobs: 256,
  maxJobMilliseconds: 20_000,
  maxFrameBytes: 128 * 1024 ** 2,
  maxCodecBytes: 768 * 1024 ** 2,
};

function environmentOf(
  api: DicomwebApi,
  signIn: SignIn,
  { data, options }: Pick<GatewayStackProps, 'data' | 'options'>,
): Record<string, string> {
  const settings = {
    publicBaseUrl: api.publicBaseUrl,
    allowedOrigins: options.allowedOrigins,
    tokenIssuer: signIn.tokenIssuer,
    tokenClientIds: [signIn.viewerClient, signIn.routerClient, signIn.reviewerClient].map(
      (client) => client.userPoolClientId,
    ),
    maxRequestBytes,
    maxInstanceBytes: maxRequestBytes,
    maxInstancesPerRequest: 10_000,
    maxMetadataBytes: maxRequestBytes,
    maxBulkPartsPerRequest: 10_000,
    searchDefaultLimit: 1_000,
    searchMaxLimit: 5_000,
    pixels: pixelLimits,
    searchMaxMatches: 0,
    searchKeys: [],
  };
  return {
    ...settingsToEnvironment(settings),
    ...awsSettingsToEnvironment({
      archiveBucket: data.archive.bucket.bucketName,
      quarantineBucket: data.quarantine.bucket.bucketName,
      databaseHost: data.index.host,
      databaseName: data.index.databaseName,
      databaseUser: data.index.databaseUser,
      databaseAuthoritiesFile: authoritiesOfLambda,
      auditKeyArn: data.auditKey.arn,
      ...(options.guardPolicyFile === undefined ? {} : { guardPolicyFile: guardPolicyInFunction }),
    }),
  };
}
