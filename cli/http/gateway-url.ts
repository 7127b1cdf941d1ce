import { CommandFailure } from '../command-failure.ts';
import type { Terminal } from '../terminal/terminal.ts';

export const urlHelp = `  --url URL               the gateway (default: PORTCULLIS_URL, or http://127.0.0.1:8080)
`;

/** Where the gateway is, without a slash at the end. */
export function gatewayUrl(flag: string | undefined, { env }: Pick<Terminal, 'env'>): string {
  return guardedUrl(flag ?? env.PORTCULLIS_URL ?? 'http://127.0.0.1:8080').replace(/\/+$/, '');
}

const loopbackHosts = ['127.0.0.1', '[::1]', 'localhost'];

/** A token in the clear is everybody's on the way, so HTTP is for this machine alone (RFC 6750 5.3). */
export function guardedUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null || url.search !== '' || url.hash !== '') throw new CommandFailure(`${text} is no URL of a gateway`);
  const isLoopback = url.protocol === 'http:' && loopbackHosts.includes(url.hostname);
  if (url.protocol === 'https:' || isLoopback) return url.href;
  throw new CommandFailure(`${text}: tokens are sent over https only, or to this machine (http://127.0.0.1)`);
}
