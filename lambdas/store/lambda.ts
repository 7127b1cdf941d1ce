import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { storeDoor } from './store-handler.ts';

export const handler = awsHandler(awsGateway(), storeDoor);
