import { randomUUID } from 'node:crypto';
import type { FirstStartSecrets } from './identity/first-start.ts';
import { phantomSeries } from './phantom-series.ts';
import type { MachineSettings } from './settings-of-this-machine.ts';

export interface SampleStudy {
  /** Of the middle slice, which shows most. */
  readonly instanceUrl: string;
}

/**
 * The first start stores a phantom, so that there is something to search for: over HTTP, signed in and past the guard,
 * like any sender. Undefined where the site's policy does not let it in.
 */
export async function storeSampleStudy(
  { gateway, port }: MachineSettings,
  { client }: FirstStartSecrets,
): Promise<SampleStudy | undefined> {
  const origin = `http://127.0.0.1:${port}`;
  const { studyUid, seriesUid, slices } = phantomSeries();
  const token = await fetchToken(origin, client);
  const boundary = randomUUID();
  const response = await fetch(`${origin}/dicomweb/studies`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${token}`,
      'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
    },
    body: new Blob([...slices.flatMap(({ bytes }) => [partHead(boundary), bytes]), `\r\n--${boundary}--\r\n`]),
  });
  await response.body?.cancel();
  if (response.status === 409) return undefined;
  if (!response.ok) throw new Error(`the sample study was answered ${response.status}`);
  const middle = slices[slices.length >> 1]?.sopInstanceUid ?? '';
  return {
    instanceUrl: `${gateway.publicBaseUrl}/dicomweb/studies/${studyUid}/series/${seriesUid}/instances/${middle}`,
  };
}

const partHead = (boundary: string): string => `\r\n--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`;

async function fetchToken(origin: string, { id, secret }: FirstStartSecrets['client']): Promise<string> {
  const response = await fetch(`${origin}/oidc/token`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (response.status !== 200) throw new Error(`the sign-in of the first start was answered ${response.status}`);
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
