import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { retrieveDoor } from './retrieve-handler.ts';

export const handler = awsHandler(awsGateway(), retrieveDoor);
