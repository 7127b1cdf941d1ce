import type { Policy } from '../shared/guard/policy/policy.ts';
import type { FirstStartSecrets } from './identity/first-start.ts';
import type { SampleStudy } from './sample-study.ts';
import type { MachineSettings } from './settings-of-this-machine.ts';

interface Started {
  readonly policy: Pick<Policy, 'site' | 'hash' | 'warnings'>;
  readonly secrets?: FirstStartSecrets;
  readonly sample?: SampleStudy;
}

/** What `npm start` prints: the address, and on the first start the sign-in and three commands that work as they stand. */
export function welcome({ gateway, dataFolder }: MachineSettings, { policy, secrets, sample }: Started): string {
  const lines = [
    '',
    `Portcullis serves ${gateway.publicBaseUrl}/dicomweb on this machine only; data in ${dataFolder}.`,
    `Every upload passes the guard: policy ${policy.site} (${policy.hash.slice(0, 12)}); npm run portcullis -- --help.`,
    ...policy.warnings.map((warning) => `  Guard policy: ${warning}`),
    ...(secrets === undefined ? laterStart : firstStart(gateway.publicBaseUrl, secrets, sample)),
    '',
    'Stop with Ctrl+C.',
    '',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

const laterStart = [
  'Passwords and the client secret were printed at the first start; first-start-credentials.txt in the data folder',
  'repeats them until you delete it.',
];

function firstStart(baseUrl: string, secrets: FirstStartSecrets, sample: SampleStudy | undefined): string[] {
  return [
    '',
    'This is the first start. These are shown once:',
    ...secrets.users.map(({ name, password, group }) => `  user    ${name.padEnd(18)} ${password}  (${group})`),
    `  client  ${secrets.client.id.padEnd(18)} ${secrets.client.secret}`,
    `They are also in ${secrets.file} (readable by you only); delete it when you have put them away.`,
    '',
    'Get a token (valid for 15 minutes):',
    `  TOKEN=$(curl -s -u ${secrets.client.id}:${secrets.client.secret} -d grant_type=client_credentials ${baseUrl}/oidc/token | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`,
    'Search:',
    `  curl -s -H "Authorization: Bearer $TOKEN" -H "Accept: application/dicom+json" "${baseUrl}/dicomweb/studies?PatientName=Phantom*"`,
    ...(sample === undefined ? noSample : fetchCommand(sample)),
  ];
}

const noSample = ['There is no sample study; store one of yours with POST /dicomweb/studies, see README.md.'];

function fetchCommand({ instanceUrl }: SampleStudy): string[] {
  return [
    'Fetch an image as a file:',
    `  curl -s -H "Authorization: Bearer $TOKEN" -H "Accept: application/dicom" -o phantom.dcm "${instanceUrl}"`,
  ];
}
