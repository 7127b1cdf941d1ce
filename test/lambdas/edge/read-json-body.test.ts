import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { GatewayRequest } from '../../../lambdas/edge/gateway-request.ts';
import { readJsonBody } from '../../../lambdas/edge/read-json-body.ts';

const shape = z.strictObject({ word: z.string().min(3), number: z.number().optional() });

function requestWith(body: string | Buffer, contentType = 'application/json'): GatewayRequest {
  const chunks = async function* () {
    yield Buffer.from(body);
  };
  return { headers: { 'content-type': contentType }, body: chunks() } as unknown as GatewayRequest;
}

describe('a JSON body', () => {
  it('is read as its shape says', async () => {
    expect(await readJsonBody(requestWith('{"word":"abc"}', 'application/json; charset=utf-8'), shape)).toEqual({
      word: 'abc',
    });
  });

  it.each([
    ['no JSON', '{"word":', 'request-invalid'],
    ['another shape', '{"word":"ab","other":1}', 'request-invalid'],
    ['an attempt at the prototype', '{"__proto__":{"word":"abc"}}', 'request-invalid'],
    ['a list', '[]', 'request-invalid'],
    ['more than 16 KiB', JSON.stringify({ word: 'x'.repeat(17_000) }), 'request-too-large'],
  ])('that is %s is refused', async (_what, body, code) => {
    await expect(readJsonBody(requestWith(body), shape)).rejects.toMatchObject({ code });
  });

  it('of another media type is refused', async () => {
    const reading = readJsonBody(requestWith('{"word":"abc"}', 'text/plain'), shape);

    await expect(reading).rejects.toMatchObject({ code: 'media-type-not-supported' });
  });

  it('is told all of its faults at once, by field and never by value', async () => {
    const reading = readJsonBody(requestWith('{"word":"zz","number":"4711"}'), shape);

    await expect(reading).rejects.toThrow(/word: .*number: /);
    await expect(readJsonBody(requestWith('{"word":"zz","number":"4711"}'), shape)).rejects.not.toThrow(/4711|zz/);
  });
});
