import {
  GatewayVpcEndpointAwsService,
  InterfaceVpcEndpointAwsService,
  type IVpc,
  Peer,
  Port,
  SecurityGroup,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

/** A network without a way out: no internet gateway, no NAT, only the AWS services that the doors call. */
export class Network extends Construct {
  readonly vpc: IVpc;
  /** Worn by the verb functions; it lives here so that who may reach the database is read in one stack. */
  readonly functionsSecurityGroup: SecurityGroup;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.vpc = createVpc(this);
    this.functionsSecurityGroup = new SecurityGroup(this, 'Functions', { vpc: this.vpc, allowAllOutbound: false });
    this.#openArchive();
    this.#openServices();
  }

  /** S3 answers from public addresses behind the gateway endpoint; the route table has no other way to them. */
  #openArchive(): void {
    this.vpc.addGatewayEndpoint('S3', { service: GatewayVpcEndpointAwsService.S3 });
    this.functionsSecurityGroup.addEgressRule(Peer.anyIpv4(), Port.HTTPS, 'S3, through the gateway endpoint');
  }

  /** The user pool's public keys, since tokens are verified inside too (docs/decisions/0041), and the audit trail's. */
  #openServices(): void {
    const services = new SecurityGroup(this, 'Services', { vpc: this.vpc, allowAllOutbound: false });
    services.addIngressRule(this.functionsSecurityGroup, Port.HTTPS, 'verb functions');
    const guarded = { securityGroups: [services], open: false };
    this.vpc.addInterfaceEndpoint('Cognito', { service: InterfaceVpcEndpointAwsService.COGNITO_IDP, ...guarded });
    this.vpc.addInterfaceEndpoint('Kms', { service: InterfaceVpcEndpointAwsService.KMS, ...guarded });
  }
}

/** The cast is for exactOptionalPropertyTypes, which aws-cdk-lib was not written for: a Vpc is an IVpc. */
function createVpc(scope: Construct): IVpc {
  return new Vpc(scope, 'Vpc', {
    maxAzs: 2,
    natGateways: 0,
    subnetConfiguration: [{ name: 'Isolated', subnetType: SubnetType.PRIVATE_ISOLATED, cidrMask: 22 }],
  }) as IVpc;
}
