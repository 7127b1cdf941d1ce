const words =
  'ip|ip-?(?:addr|address|adresse)|ip ?v?[46]|lan|wlan|vlan|vpn|dns|dhcp|tcp|udp|host|hostname|addr|address|adresse|indirizzo|direcci[oó]n|endere[cç]o|adres|node|ping(?:ed|s)?|router|subnet|gateway|gw|proxy|firewall|src|dst|ssh|rdp|vnc|telnet|s?ftp|https?|route|remote|peer|network|netwerk|netzwerk|iface|eth\\d';
const deeds =
  'sent|send|received|pushed|pulled|copied|forwarded|transferred|routed|retrieved|accessed|connect(?:ed|ing)?|logged';

/** Words of networks, some way before an address on the same line. */
const networkWord = new RegExp(
  `(?<![a-z])(?:${words}|(?:${deeds})(?: [a-z]+){0,2} (?:from|to|by|via|at|in|on))(?![a-z])[^\\r\\n]{0,24}$`,
  'i',
);

/** `from 198.51.100.23`. */
const preposition = /(?<![a-z.])(?:from|to|via|at|server[:=]) $|@$|\\\\$/i;

/** `:104`, `/24`, `/wado`, `port 104`, `(pacs.example.lan)`. */
const networkAfter =
  /^(?::\d{2,5}(?!\d)|\/(?:[89]|[12]\d|3[0-2])(?![\d.])|\/[a-z]|,? port \d| \((?:ip|host|gateway|[a-z0-9.-]{1,40}\.(?:lan|local|intern|internal|org|net|com|example|test))\))/i;

/** What stands around says that four numbers are an address, whatever numbers they are. */
export const isNetworkPlace = (before: string, after: string): boolean =>
  networkWord.test(before) || preposition.test(before) || networkAfter.test(after);

/** Machines have addresses, and programs are named after machines: `ImageServer 7.0.8.136` is no address. */
export const followsMachine = (before: string): boolean =>
  /(?<![a-z])(?:server|pacs|archive|archiv|workstation|client|modality|console|printer|ris|ws)[ :=-]{1,3}$/i.test(
    before,
  );

const versionWord =
  /(?<![a-z])(?:v|vers?|versions?|versi[oó]n|versione|vers[aã]o|versie|wersja|rev|revision|rel|release|build|patch|sw|software|fw|firmware|hw|hotfix|update|upgrade|driver|kernel|edition|toolkit|chrome|firefox|java|python|windows|linux|android|ios|macos)(?: (?:is|no|nr|number|to))?[ .:#=]{0,3}$/i;
const upgrade = /(?<![a-z])(?:upgrad|updat|migrat|revert)(?:e|ed|ing)? [\w. ]{0,28}$/i;

/** `version 4.21.30.45`, `upgraded from 4.5.1.228 to 5.0.0.17`. */
export const followsVersionWord = (before: string): boolean => versionWord.test(before) || upgrade.test(before);
