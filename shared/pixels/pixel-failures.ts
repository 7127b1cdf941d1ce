import { GatewayError } from '../errors.ts';

/** One frame that no codec can make sense of; what is stored can still be had as it is (PS3.18 8.7.3). */
export const pixelsNotDecodable = (reason: string): GatewayError =>
  new GatewayError(
    'pixels-not-decodable',
    `The pixel data cannot be decoded: ${reason}. Ask for transfer-syntax=* to get what is stored.`,
  );

export const pixelsTooLarge = (reason: string): GatewayError =>
  new GatewayError(
    'pixels-too-large',
    `The image is beyond a limit of this gateway: ${reason}. Ask for transfer-syntax=* to get what is stored.`,
  );
