import { App } from 'aws-cdk-lib';
import { readDeployOptions } from './deploy-options.ts';
import { DataStack } from './stacks/data-stack.ts';
import { GatewayStack } from './stacks/gateway-stack.ts';

const app = new App();
const options = readDeployOptions((name) => app.node.tryGetContext(name));
const data = new DataStack(app, 'PortcullisData', {
  description: 'Portcullis: what must outlive every deployment (archive, index)',
});
new GatewayStack(app, 'PortcullisGateway', {
  description: 'Portcullis: sign-in and the DICOMweb doors',
  data,
  options,
});
