import {
  hasArchitectures,
  type IsProgram,
  isAndroidProgram,
  isBigEndianMacProgram,
  isJavaClassOrMacProgram,
  isLinuxProgram,
  isLittleEndianMacProgram,
  isShortcut,
  isWebAssembly,
  isWindowsProgram,
  standsAt,
} from './program-headers.ts';

interface Magic {
  readonly kind: string;
  readonly start: Buffer;
  /** What a value has to show besides; undefined for what is none in a value: archives, and what only its text tells. */
  readonly isProgram: IsProgram | undefined;
}

const magic = (kind: string, start: string, isProgram?: IsProgram): Magic => ({
  kind,
  start: Buffer.from(start, 'latin1'),
  isProgram,
});

/**
 * How files begin that a computer runs or unpacks when somebody opens them. No preamble begins so, but values may: two
 * bytes are there by chance in one of 65,536, so there each kind of program has to show more of its header than that.
 */
const magics: readonly Magic[] = [
  magic('Windows program', 'MZ', isWindowsProgram),
  magic('Linux program', '\x7fELF', isLinuxProgram),
  magic('macOS program', '\xfe\xed\xfa\xce', isBigEndianMacProgram),
  magic('macOS program', '\xfe\xed\xfa\xcf', isBigEndianMacProgram),
  magic('macOS program', '\xce\xfa\xed\xfe', isLittleEndianMacProgram),
  magic('macOS program', '\xcf\xfa\xed\xfe', isLittleEndianMacProgram),
  magic('macOS program', '\xca\xfe\xba\xbf', hasArchitectures),
  magic('macOS program', '\xbe\xba\xfe\xca'),
  magic('macOS program', '\xbf\xba\xfe\xca'),
  magic('Java class or macOS program', '\xca\xfe\xba\xbe', isJavaClassOrMacProgram),
  magic('Android program', 'dex\n', isAndroidProgram),
  magic('WebAssembly program', '\0asm', isWebAssembly),
  magic('script', '#!'),
  magic('Windows shortcut', 'L\0\0\0', isShortcut),
  magic('ZIP archive', 'PK\x03\x04'),
  magic('ZIP archive', 'PK\x05\x06'),
  magic('ZIP archive', 'PK\x07\x08'),
  magic('RAR archive', 'Rar!\x1a\x07'),
  magic('7z archive', '7z\xbc\xaf\x27\x1c'),
  magic('gzip archive', '\x1f\x8b\x08'),
  magic('xz archive', '\xfd7zXZ\0'),
  magic('Windows cabinet', 'MSCF'),
  magic('Microsoft compound file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
  magic('RTF document', '{\\rtf'),
];

/** Without its `@` an `echo on` is a finding in a heart. */
const commands = [
  '@echo[ \\t]{1,8}o(?:ff|n)\\b',
  '@?(?:powershell|pwsh)(?:\\.exe)?[ \\t]{1,8}[-/]\\w',
  '@?cmd(?:\\.exe)?[ \\t]{1,8}/[ck]\\b',
  '@?mshta(?:\\.exe)?[ \\t]{1,8}(?:https?|javascript|vbscript|"|\\w:)',
  '@?[wc]script(?:\\.exe)?[ \\t]{1,8}(?://\\S{1,16}[ \\t]{1,8}){0,4}\\S{1,128}\\.(?:vbs|js|wsf)\\b',
  'invoke-expression\\b',
  'iex[ \\t]{0,8}\\([ \\t]{0,8}(?:new-object|iwr|irm)\\b',
];
const commandLine = new RegExp(
  `(?:^(?:\\xef\\xbb\\xbf|\\xff\\xfe|\\xfe\\xff)?|[\\r\\n])[ \\t]{0,64}(?:${commands.join('|')})`,
  'i',
);

interface TextKind {
  readonly kind: string;
  readonly inPreamble?: RegExp;
  /** Values are texts by right, so there only what runs counts, and not its name alone. */
  readonly inValue?: RegExp;
}

export const scriptedPage = 'web page with a script';

/**
 * What readers find wherever it stands: a PDF may begin late, PHP and browsers run what is between other bytes, and a
 * batch file's first lines may be nonsense.
 */
const textKinds: readonly TextKind[] = [
  { kind: 'PDF document', inPreamble: /%PDF/ },
  { kind: 'web page or XML', inPreamble: /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,128}<[!?a-z]/i },
  { kind: 'web page or XML', inPreamble: /<(?:!doctype|html|script|svg|iframe|\?xml|\?php|\?=)/i },
  { kind: scriptedPage, inValue: /<(?:script[\s>/]|\?php\s|hta:application)/i },
  { kind: 'script', inValue: /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,128}#! ?\/\w/ },
  {
    kind: 'batch or PowerShell script',
    inPreamble: /@echo\b|powershell|\bcmd(?:\.exe)?\s{1,8}\/[ck]|\b[wc]script\b|\bmshta\b/i,
    inValue: commandLine,
  },
];

/** CVE-2019-11687: the kind of file that these first bytes make of it, in plain words; undefined where of none that runs. */
export function findActiveKind(head: Buffer): string | undefined {
  return findMagicKind(head) ?? findTextKind(withoutNulls(head), 'inPreamble');
}

/** Of a file that says so itself by its first bytes: programs, archives, documents. */
export function findMagicKind(head: Buffer): string | undefined {
  return magics.find(({ start }) => standsAt(head, start, 0))?.kind;
}

/** As far as readers look for a PDF (ISO 32000-1 H.3); a little junk in front hides no program either. */
const maxBytesBefore = 1_024;
/** Shorter is none, and most values are. */
export const minProgramBytes = 8;

/** The kind of program that a value is, or that begins early within it. Archives are none. */
export function findProgramKind(bytes: Buffer): string | undefined {
  if (bytes.length < minProgramBytes) return undefined;
  const end = Math.min(bytes.length - 1, maxBytesBefore);
  let mayBeScript = false;
  let pair = bytes[0] as number;
  for (let at = 0; at < end; at += 1) {
    pair = ((pair & 0xff) << 8) | (bytes[at + 1] as number);
    const begins = beginnings[pair] as number;
    if (begins === nothing) continue;
    if (begins === script) mayBeScript = true;
    else if (begins === command) mayBeScript ||= at === 0 || !isPrinted(bytes[at - 1] as number);
    else {
      const kind = findProgramAt(bytes, at, programs.get(pair) ?? []);
      if (kind !== undefined) return kind;
    }
  }
  return mayBeScript ? findScript(bytes) : undefined;
}

/** By their first two bytes. */
const programs: ReadonlyMap<number, readonly Magic[]> = Map.groupBy(
  magics.filter(({ isProgram }) => isProgram !== undefined),
  ({ start }) => start.readUInt16BE(0),
);

const nothing = 0;
const program = 1;
const script = 2;
const command = 3;

/** What two bytes may begin, asked for each byte and nearly always nothing; the patterns are tried where it is something. */
const beginnings = Uint8Array.from({ length: 0x1_0000 }, (_, pair) => {
  const [first, second] = [pair >> 8, pair & 0xff].map((code) => String.fromCharCode(code).toLowerCase());
  if (programs.has(pair)) return program;
  if (first === '<' || (first === '#' && (second === '!' || second === '\0'))) return script;
  return beginsCommand(first ?? '', second ?? '') ? command : nothing;
});

/** As {@link commands} do, in UTF-16 too. */
function beginsCommand(first: string, second: string): boolean {
  if (second === '\0') return '@pcmwi'.includes(first);
  return first === '@' || ['po', 'pw', 'cm', 'ms', 'ws', 'cs', 'in', 'ie'].includes(first + second);
}

/** A command stands at the beginning of a line, behind a byte order mark or blanks. */
const isPrinted = (byte: number): boolean => byte > 0x20 && byte < 0x7f;

function findProgramAt(bytes: Buffer, at: number, candidates: readonly Magic[]): string | undefined {
  for (const { kind, start, isProgram } of candidates) {
    if (standsAt(bytes, start, at) && isProgram?.(bytes, at)) return kind;
  }
  return undefined;
}

function findScript(bytes: Buffer): string | undefined {
  const head = withoutNulls(bytes.subarray(0, maxBytesBefore));
  const kind = findTextKind(head, 'inValue');
  if (kind !== undefined || !markupStart.test(head)) return kind;
  return activeMarkup.test(withoutNulls(bytes)) ? scriptedPage : undefined;
}

const markupStart = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s{0,128}</;
const activeMarkup =
  /<script[\s>/]|<\?(?:php\s|=)|javascript:|\son(?:begin|click|error|focus|load|mouse\w{2,5}|toggle)\s{0,16}=/i;

function findTextKind(text: string, place: 'inPreamble' | 'inValue'): string | undefined {
  return textKinds.find((kind) => kind[place]?.test(text))?.kind;
}

/** UTF-16 is read as the ASCII that it spells. */
function withoutNulls(bytes: Buffer): string {
  if (!bytes.includes(0)) return bytes.toString('latin1');
  const kept = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (const byte of bytes) {
    kept[length] = byte;
    if (byte !== 0) length += 1;
  }
  return kept.toString('latin1', 0, length);
}
