import { EndpointType, type RestApiProps, SecurityPolicy } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { Construct } from 'constructs';
import type { CustomDomain } from '../deploy-options.ts';

/** The house's own name for the gateway; TLS below 1.2 is not spoken. */
export function customDomainProps(
  scope: Construct,
  domain: CustomDomain | undefined,
): Pick<RestApiProps, 'domainName'> {
  if (domain === undefined) return {};
  return {
    domainName: {
      domainName: domain.domainName,
      certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
      endpointType: EndpointType.REGIONAL,
      securityPolicy: SecurityPolicy.TLS_1_2,
    },
  };
}
