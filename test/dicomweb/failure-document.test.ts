import { expect, it } from 'vitest';
import { failureReply } from '../../shared/dicomweb/failure-document.ts';
import { GatewayError } from '../../shared/errors.ts';

it('tells what went wrong, by which code, in which request', () => {
  const error = new GatewayError('study-not-found', 'There is no such study.');

  const reply = failureReply(error, 'r-1');

  expect(reply.status).toBe(404);
  expect(reply.headers['Content-Type']).toBe('application/problem+json');
  expect(JSON.parse(reply.body)).toEqual({
    title: 'Not Found',
    status: 404,
    detail: 'There is no such study.',
    code: 'study-not-found',
    requestId: 'r-1',
  });
});

it('passes on the headers that belong to the failure', () => {
  const error = new GatewayError('token-missing', 'Sign in.', { headers: { 'WWW-Authenticate': 'Bearer' } });

  const reply = failureReply(error, 'r-1');

  expect(reply.headers['WWW-Authenticate']).toBe('Bearer');
});

it.each([new TypeError('DOE^JANE'), 'DOE^JANE', undefined])(
  'keeps the words of an unexpected error inside',
  (error) => {
    const reply = failureReply(error, 'r-1');

    expect(reply.status).toBe(500);
    expect(reply.body).not.toContain('DOE');
    expect(JSON.parse(reply.body)).toMatchObject({ code: 'internal-error', requestId: 'r-1' });
  },
);
