import { Aws, Duration } from 'aws-cdk-lib';
import {
  CognitoUserPoolsAuthorizer,
  EndpointType,
  LambdaIntegration,
  type MethodOptions,
  ResponseTransferMode,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import type { IUserPool } from 'aws-cdk-lib/aws-cognito';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Route, routes, type Verb } from '../../lambdas/routes.ts';
import type { CustomDomain } from '../deploy-options.ts';
import { customDomainProps } from './api-domain.ts';
import { answerAsTheGatewayDoes } from './api-failures.ts';

const stageName = 'v1';

export interface DicomwebApiProps {
  readonly customDomain: CustomDomain | undefined;
}

/** API Gateway built from the route table: a route can be neither forgotten nor open. */
export class DicomwebApi extends Construct {
  /** What clients put before the paths of the route table. */
  readonly publicBaseUrl: string;
  readonly #api: RestApi;

  constructor(scope: Construct, id: string, { customDomain }: DicomwebApiProps) {
    super(scope, id);
    this.#api = new RestApi(this, 'Api', {
      description: 'Portcullis DICOMweb',
      endpointTypes: [EndpointType.REGIONAL],
      binaryMediaTypes: ['*/*'],
      cloudWatchRole: false,
      deployOptions: { stageName },
      disableExecuteApiEndpoint: customDomain !== undefined,
      ...customDomainProps(this, customDomain),
    });
    answerAsTheGatewayDoes(this.#api);
    this.publicBaseUrl = customDomain === undefined ? stageUrl(this.#api) : `https://${customDomain.domainName}`;
  }

  serve(functions: Readonly<Record<Verb, IFunction>>, userPool: IUserPool): void {
    const authorizer = new CognitoUserPoolsAuthorizer(this, 'SignedIn', { cognitoUserPools: [userPool] });
    for (const route of routes.filter(isGuardedByApiGateway)) {
      this.#addMethod(route.method, route.path, functions[route.verb], {
        authorizer,
        authorizationScopes: [route.permission],
      });
    }
    for (const path of new Set(routes.map((route) => route.path))) {
      this.#addMethod('OPTIONS', path, functions.capabilities);
    }
  }

  #addMethod(method: string, path: string, target: IFunction, guard: MethodOptions = {}): void {
    const integration = new LambdaIntegration(target, {
      responseTransferMode: ResponseTransferMode.STREAM,
      timeout: Duration.minutes(15),
      allowTestInvoke: false,
    });
    this.#api.root.resourceForPath(path).addMethod(method, integration, guard);
  }
}

/**
 * A browser's preflight carries no token (WHATWG Fetch), and shares its method with the capabilities document
 * (PS3.18 8.9). So OPTIONS passes here, and the function behind it asks all but preflights for the token.
 */
function isGuardedByApiGateway(route: Route): boolean {
  return route.method !== 'OPTIONS';
}

/** Not `api.url`: that waits for the stage, which waits for the methods, which wait for the functions that need it. */
function stageUrl(api: RestApi): string {
  return `https://${api.restApiId}.execute-api.${Aws.REGION}.${Aws.URL_SUFFIX}/${stageName}`;
}
