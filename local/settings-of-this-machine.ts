import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type GatewaySettings, settingsFromEnvironment } from '../shared/settings.ts';

/** What the embedded host needs beyond the gateway's own settings. */
export interface MachineSettings {
  readonly gateway: GatewaySettings;
  readonly port: number;
  readonly dataFolder: string;
  /** The secret that seals the audit trail; undefined: in the data folder. */
  readonly auditKeyPath?: string;
  /** A site's guard policy, JSON or YAML; undefined: the shipped baseline. */
  readonly guardPolicyPath?: string;
  readonly storeSample: boolean;
  readonly accessTokenLifetimeSeconds: number;
}

export const help = `Portcullis, a DICOMweb gateway, on this machine only (127.0.0.1).

  npm start                          serve ./.portcullis on http://127.0.0.1:8080
  npm start -- --port 9000           on another port
  npm start -- --data /srv/images    with another data folder
  npm start -- --no-sample           without the phantom study that a first start stores

Flags                  Environment                     Default
  --port NUMBER        PORT                            8080
  --data FOLDER        PORTCULLIS_DATA                 .portcullis
  --audit-key FILE     PORTCULLIS_AUDIT_KEY            DATA/audit-key
                       best on a place that whoever can write the data folder cannot write
  --guard-policy FILE  GUARD_POLICY                    the shipped baseline
                       what the guard lets in; see docs/guard.md
  --public-base-url U  PUBLIC_BASE_URL                 http://127.0.0.1:PORT
                       what URLs in answers start with; set it behind a TLS proxy
                       ALLOWED_ORIGINS                 none
                       comma list of origins (https://viewer.example.org) whose pages may call
                       ACCESS_TOKEN_LIFETIME_SECONDS   900 (300 to 3600)
                       MAX_INSTANCE_BYTES              4 GiB
                       MAX_REQUEST_BYTES               8 GiB
                       MAX_INSTANCES_PER_REQUEST       10000
                       SEARCH_DEFAULT_LIMIT            1000
                       SEARCH_MAX_LIMIT                5000
                       SEARCH_MAX_MATCHES              0: no search is too broad
                       SEARCH_KEYS                     none
                       more to match on (series:Manufacturer,...); then npm run reindex
  --no-sample          store no phantom study on the first start
  --help               this text

Portcullis listens on loopback only. To serve others, put a TLS proxy in front and set PUBLIC_BASE_URL.
Maintenance: npm run reindex -- --help, npm run audit:verify -- --help,
npm run portcullis -- --help (the guard and its quarantine).
`;

const flags = {
  port: { type: 'string' },
  data: { type: 'string' },
  'audit-key': { type: 'string' },
  'guard-policy': { type: 'string' },
  'public-base-url': { type: 'string' },
  sample: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

/** Flags win over the environment; undefined when the person asked for help. Throws one readable error otherwise. */
export function settingsOfThisMachine(args: readonly string[], env = process.env): MachineSettings | undefined {
  const { values } = parseArgs({ args: [...args], options: flags, allowNegative: true });
  if (values.help === true) return undefined;
  const port = wholeNumber('--port', values.port ?? env.PORT ?? '8080', { from: 0, to: 65_535 });
  const publicBaseUrl = values['public-base-url'] ?? env.PUBLIC_BASE_URL ?? `http://127.0.0.1:${port}`;
  const auditKeyPath = values['audit-key'] ?? env.PORTCULLIS_AUDIT_KEY;
  const guardPolicyPath = values['guard-policy'] ?? env.GUARD_POLICY;
  const lifetime = env.ACCESS_TOKEN_LIFETIME_SECONDS ?? '900';
  return {
    gateway: settingsFromEnvironment({ ...env, PUBLIC_BASE_URL: publicBaseUrl, TOKEN_ISSUER: issuerOf(publicBaseUrl) }),
    port,
    dataFolder: resolve(values.data ?? env.PORTCULLIS_DATA ?? '.portcullis'),
    ...(auditKeyPath === undefined ? {} : { auditKeyPath: resolve(auditKeyPath) }),
    ...(guardPolicyPath === undefined ? {} : { guardPolicyPath: resolve(guardPolicyPath) }),
    storeSample: values.sample ?? true,
    accessTokenLifetimeSeconds: wholeNumber('ACCESS_TOKEN_LIFETIME_SECONDS', lifetime, { from: 300, to: 3_600 }),
  };
}

const issuerOf = (publicBaseUrl: string): string => `${publicBaseUrl.replace(/\/+$/, '')}/oidc`;

function wholeNumber(name: string, text: string, { from, to }: { readonly from: number; readonly to: number }): number {
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number >= from && number <= to) return number;
  throw new Error(`${name} must be a whole number from ${from} to ${to}`);
}
