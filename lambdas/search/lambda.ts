import { awsGateway } from '../aws-gateway.ts';
import { awsHandler } from '../edge/aws-handler.ts';
import { searchDoor } from './search-handler.ts';

export const handler = awsHandler(awsGateway(), searchDoor);
