import type { z } from 'zod';
import { parseMediaType } from '../../shared/dicomweb/media-type.ts';
import { GatewayError } from '../../shared/errors.ts';
import { faultText } from './fault-text.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** What a person writes about one thing; more is no such thing. */
const maxJsonBytes = 16 * 1024;

/** A small JSON body of a known shape (RFC 8259); every fault is told at once, by field and never by value. */
export async function readJsonBody<Shape extends z.ZodType>(
  request: GatewayRequest,
  shape: Shape,
): Promise<z.output<Shape>> {
  if (parseMediaType(request.headers['content-type'] ?? '')?.essence !== 'application/json') {
    throw new GatewayError('media-type-not-supported', 'Send application/json.');
  }
  const checked = shape.safeParse(parsed(await gathered(request.body)));
  if (checked.success) return checked.data;
  throw new GatewayError('request-invalid', `The body is not as it should be: ${faultText(checked.error)}`);
}

async function gathered(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let byteLength = 0;
  for await (const chunk of body) {
    byteLength += chunk.length;
    if (byteLength > maxJsonBytes) {
      throw new GatewayError('request-too-large', `The body is larger than ${maxJsonBytes} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new GatewayError('request-invalid', 'The body is not JSON.');
  }
}
