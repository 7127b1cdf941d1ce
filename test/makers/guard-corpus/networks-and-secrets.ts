import type { Random } from './random.ts';
import { type PlantType, type Written, written } from './written.ts';

const hex = (random: Random, count: number): string => random.letters(count, '0123456789abcdef');

const ipAddress: PlantType = {
  id: 'ip-address',
  class: 'format',
  write(random) {
    const value = random.chance(0.75) ? ipv4(random) : ipv6(random);
    const forms = [
      'sent from <>',
      'IP <>',
      'IP: <>',
      'host <>',
      'workstation <> offline',
      'C-STORE SCU <>:104',
      'received via <>',
      'ping <> failed',
      'pacs at <>',
    ];
    const usable = value.includes(':') ? forms.filter((form) => !form.includes('<>:')) : forms;
    return written(random.pick(usable), value);
  },
};

function ipv4(random: Random): string {
  const low = () => random.whole(1, 254);
  return random.pick([
    `10.${low()}.${low()}.${low()}`,
    `192.168.${low()}.${low()}`,
    `172.${random.whole(16, 31)}.${low()}.${low()}`,
    `203.0.113.${low()}`,
    `198.51.100.${low()}`,
  ]);
}

function ipv6(random: Random): string {
  const full = Array.from({ length: 6 }, () => hex(random, 4).replace(/^0+(?=.)/, '')).join(':');
  return random.pick([`2001:db8:${full}`, `fe80::${hex(random, 4)}:${hex(random, 3)}a`, `2001:db8::${hex(random, 4)}`]);
}

const macAddress: PlantType = {
  id: 'mac-address',
  class: 'format',
  write(random) {
    const pairs = Array.from({ length: 6 }, (_, index) =>
      index === 0 ? random.pick(['00', '3c', 'a4', '08']) : hex(random, 2),
    );
    const joined = pairs.join(random.pick([':', ':', '-']));
    const dotted = (pairs.join('').match(/.{4}/g) ?? []).join('.');
    const value = random.chance(0.15) ? dotted : random.chance(0.5) ? joined.toUpperCase() : joined;
    return written(random.pick(['MAC <>', 'MAC: <>', 'NIC <>', '<>', 'hw addr <>', 'eth0 <>', 'host MAC=<>']), value);
  },
};

/** RFC 3986 3.2.1. */
const urlWithUser: PlantType = {
  id: 'url-with-user',
  class: 'format',
  write(random) {
    const user = random.pick(['jdoe', 'svc_pacs', 'l.meier', 'admin', 'radtech1', 'nurse.kay']);
    const secret = random.chance(0.7) ? `:${random.pick(['Secret1', 'hunter2', 'p%40ss', 'changeme'])}` : '';
    const scheme = random.pick(['http', 'https', 'ftp', 'sftp']);
    const host = random.pick(['pacs.example.org', 'files.example.com:8080', 'archive.test']);
    const value = `${scheme}://${user}${secret}@${host}/${random.pick(['', 'studies/12', 'share/ct.zip', 'dcm4chee'])}`;
    return written(random.pick(['<>', 'see <>', 'images at <>', 'URL: <>', 'link <>']), value);
  },
};

/** RFC 7519: three parts, header and claims in base64url. */
const jsonWebToken: PlantType = {
  id: 'json-web-token',
  class: 'format',
  write(random) {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = part({ alg: random.pick(['RS256', 'HS256', 'ES256']), typ: 'JWT' });
    const claims = part({
      sub: hex(random, 8),
      iat: 1_700_000_000 + random.whole(0, 9_999_999),
      scope: 'studies/read',
    });
    const token = `${header}.${claims}.${random.bytes(random.pick([32, 64])).toString('base64url')}`;
    return written(random.pick(['<>', 'Bearer <>', 'token=<>', 'Authorization: Bearer <>', 'access_token: <>']), token);
  },
};

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const base62 = base64.slice(0, 62);

const cloudKey: PlantType = { id: 'cloud-key', class: 'format', write: (random) => random.pick(cloudKeys)(random) };

const cloudKeys: readonly ((random: Random) => Written)[] = [
  (random) =>
    written(
      random.pick(['<>', 'AWS key <>', 'aws_access_key_id=<>', 'key id: <>']),
      `${random.pick(['AKIA', 'ASIA'])}${random.letters(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    ),
  (random) =>
    written(random.pick(['aws_secret_access_key = <>', 'AWS_SECRET_ACCESS_KEY=<>']), random.letters(40, base64)),
  (random) => written(random.pick(['<>', 'api key <>', 'key=<>']), `AIza${random.letters(35, `${base62}-_`)}`),
  (random) =>
    written('DefaultEndpointsProtocol=https;AccountName=imgstore;AccountKey=<>', `${random.letters(86, base64)}==`),
];

/** RFC 7468 and what OpenSSL and OpenSSH write. */
const privateKey: PlantType = {
  id: 'private-key',
  class: 'format',
  write(random) {
    const kind = random.pick([
      'RSA PRIVATE KEY',
      'PRIVATE KEY',
      'EC PRIVATE KEY',
      'OPENSSH PRIVATE KEY',
      'ENCRYPTED PRIVATE KEY',
    ]);
    const end = random.pick(['\n', '\r\n']);
    const lines = Array.from({ length: random.whole(3, 12) }, () => random.letters(64, base64));
    const value = [
      `-----BEGIN ${kind}-----`,
      ...lines,
      `${random.letters(22, base64)}==`,
      `-----END ${kind}-----`,
    ].join(end);
    return written(random.pick(['<>', `ssh key:${end}<>`]), value);
  },
};

export const networksAndSecrets: readonly PlantType[] = [
  ipAddress,
  macAddress,
  urlWithUser,
  jsonWebToken,
  cloudKey,
  privateKey,
];
