import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { reviewDoor } from './review-handler.ts';

export const handler = awsHandler(awsGateway(), reviewDoor);
