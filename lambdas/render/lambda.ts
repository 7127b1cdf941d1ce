import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { renderDoor } from './render-handler.ts';

export const handler = awsHandler(awsGateway(), renderDoor);
