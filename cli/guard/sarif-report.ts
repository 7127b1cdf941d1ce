import { pathToFileURL } from 'node:url';
import type { Finding } from '../../shared/guard/finding.ts';
import type { Inspection } from '../../shared/guard/inspection.ts';
import { effectiveRules } from '../../shared/guard/policy/compile-policy.ts';
import type { Verdict } from '../../shared/guard/verdict.ts';
import type { InspectedFile, Outcome } from '../files/inspect-files.ts';
import type { ScanRoot } from '../files/scan-root.ts';
import type { FoundEntry } from '../files/walk-files.ts';
import { listed } from './listed.ts';
import type { OpenPolicy } from './open-policy.ts';
import { placeText } from './place-text.ts';
import type { ScanReport } from './scan-report.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0, which reviews of code and of supply chains read; files are named from the scanned roots on. */
export function sarifReport(policy: OpenPolicy, roots: readonly ScanRoot[]): ScanReport {
  const run = JSON.stringify({ tool: { driver: driver(policy) }, ...rootsOf(roots) }).slice(0, -1);
  const separated = listed();
  return {
    begin: `{"$schema":"${schema}","version":"2.1.0","runs":[${run},"results":[`,
    file: (scanned) =>
      resultsOf(scanned, roots)
        .map((result) => separated(JSON.stringify(result)))
        .join(''),
    end: ({ unread }) => `\n],"invocations":[${JSON.stringify({ executionSuccessful: unread === 0 })}]}]}\n`,
  };
}

function driver({ document, policy }: OpenPolicy): object {
  return {
    name: 'portcullis guard scan',
    properties: { site: policy.site, policyHash: policy.hash },
    rules: [
      ...effectiveRules(document).map(({ id, reason, verdict, mode }) => ({
        id,
        shortDescription: { text: reason },
        defaultConfiguration: { level: levelOf(verdict, mode) },
      })),
      { id: refusedRule, shortDescription: { text: 'A store would refuse the file before the guard sees it.' } },
    ],
  };
}

const refusedRule = 'refused-by-reader';

const levels: Readonly<Record<Verdict, 'none' | 'warning' | 'error'>> = {
  allow: 'none',
  flag: 'warning',
  redact: 'warning',
  quarantine: 'error',
  reject: 'error',
};

const levelOf = (verdict: Verdict, mode: Finding['mode']): string => (mode === 'observe' ? 'note' : levels[verdict]);

const rootName = (index: number): string => `ROOT${index + 1}`;

function rootsOf(roots: readonly ScanRoot[]): object {
  const uris = roots.map(({ folder }, index) => [rootName(index), { uri: `${pathToFileURL(folder).href}/` }]);
  return { originalUriBaseIds: Object.fromEntries(uris) };
}

function resultsOf({ entry, outcome }: InspectedFile<Inspection>, roots: readonly ScanRoot[]): object[] {
  const physicalLocation = { artifactLocation: locationOf(entry, roots) };
  return saidOf(outcome).map(({ logicalLocations, ...said }) => ({
    ...said,
    locations: [{ physicalLocation, ...(logicalLocations && { logicalLocations }) }],
  }));
}

interface Said {
  readonly ruleId: string;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly logicalLocations?: readonly object[];
  readonly partialFingerprints?: object;
}

function saidOf(outcome: Outcome<Inspection>): readonly Said[] {
  if (outcome.kind === 'inspected') return outcome.inspected.findings.map(findingSaid);
  if (outcome.kind !== 'refused') return [];
  return [{ ruleId: refusedRule, level: 'error', message: { text: `${outcome.reason} [${outcome.code}]` } }];
}

function findingSaid(finding: Finding): Said {
  const { rule, verdict, mode, detector, path, keyword, shape, fingerprint } = finding;
  const looks = shape === '' ? '' : `, which looks like ${shape}`;
  const observed = mode === 'observe' ? ' (observed only)' : '';
  return {
    ruleId: rule,
    level: levelOf(verdict, mode),
    message: { text: `${verdict}${observed}: ${detector} at ${placeText(finding)}${looks}` },
    logicalLocations: [{ name: keyword === '' ? path : keyword, fullyQualifiedName: path, kind: 'element' }],
    partialFingerprints: { 'portcullis/v1': fingerprint },
  };
}

function locationOf({ root, inRoot }: FoundEntry, roots: readonly ScanRoot[]): object {
  return { uri: uriOf(inRoot), uriBaseId: rootName(roots.indexOf(root)) };
}

/** Byte for byte, since a name need not be text (RFC 3986 2.1). */
function uriOf(path: Buffer): string {
  return [...path]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w./~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
