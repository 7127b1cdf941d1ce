import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { capabilitiesDoor } from './capabilities-handler.ts';

export const handler = awsHandler(awsGateway(), capabilitiesDoor);
