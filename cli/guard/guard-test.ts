import { allDetectors } from '../../shared/guard/all-detectors.ts';
import { createGuard, type Guard } from '../../shared/guard/guard.ts';
import { parsePolicyDocument } from '../../shared/guard/policy/load-policy.ts';
import type { PolicyFixture } from '../../shared/guard/policy/policy-document.ts';
import { readPolicyText } from '../../shared/guard/policy/read-policy-text.ts';
import { isAtLeast } from '../../shared/guard/verdict.ts';
import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { type Look, lookOf } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import { write } from '../terminal/terminal.ts';
import { baselineFixtures, type ShippedFixture } from './baseline-fixtures.ts';
import { fingerprintKey } from './fingerprint-key.ts';
import { baselineWord, type OpenPolicy, openPolicy, readNamed, tellingFaults } from './open-policy.ts';
import { type FixtureResult, runFixture } from './run-fixture.ts';

const call = 'portcullis guard test';

const help = `Is this policy what you mean? Checks the document, then instances whose verdicts are known.

  portcullis guard test site.yaml                    its form, its fixtures, and the shipped ones
  portcullis guard test site.yaml --fixtures more.yaml
                                                     and those of another file
  portcullis guard test baseline                     the shipped policy

A fixture is an instance and its verdict, in the policy or in a file of its own:

  fixtures:
    - name: an NHS number in a description
      attributes:
        StudyDescription: 'Chest, NHS number 999 000 0018'
      expect: quarantine
      rule: health-number

The shipped fixtures show the baseline. Where your policy decides otherwise, this is told
("differs") and no fault; those of the floor, which no policy lowers, have to be met.

  --fixtures FILE         a list of fixtures, JSON or YAML

Exit code: 0 all are met, 1 some are not, 2 the policy or a fixture cannot be used (each fault is
told, with its place).
`;

export const guardTest: Command = command({
  name: 'test',
  call,
  about: 'is a policy well-formed, and does it say what its fixtures expect',
  help,
  flags: { fixtures: { type: 'string' } },
  run: async ({ values, positionals: [source, ...more] }, terminal) => {
    if (source === undefined || more.length > 0) throw usageFailure(call, 'name one policy: a file, or "baseline"');
    const policy = await openPolicy(source);
    const own = [...policy.document.fixtures, ...(await fixturesOf(values.fixtures, policy))];
    const results = await testedAll(policy, own);
    await write(terminal.stdout, reportText(policy, results, lookOf(terminal)));
    return results.some(({ mark }) => mark === 'FAIL') ? 1 : 0;
  },
});

/** Checked as if they stood in the policy: what its rules are called is known there. */
async function fixturesOf(path: string | undefined, { document }: OpenPolicy): Promise<readonly PolicyFixture[]> {
  if (path === undefined) return [];
  const text = await readNamed(path);
  return tellingFaults(path, () => {
    const raw = readPolicyText(text);
    const fixtures: unknown = Array.isArray(raw) ? raw : (raw as { fixtures?: unknown } | null)?.fixtures;
    return parsePolicyDocument(JSON.stringify({ ...document, fixtures: fixtures ?? [] }), allDetectors).fixtures;
  });
}

type Mark = 'pass' | 'FAIL' | 'differs';

interface Tested extends FixtureResult {
  readonly mark: Mark;
  readonly from: 'policy' | 'baseline' | 'floor';
}

async function testedAll({ source, policy }: OpenPolicy, own: readonly PolicyFixture[]): Promise<readonly Tested[]> {
  const guard = createGuard({ policy, fingerprintKey: await fingerprintKey(undefined) });
  const isBaseline = source === baselineWord;
  const ofPolicy = await Promise.all(own.map((fixture) => tested(guard, fixture, { from: 'policy', isBinding: true })));
  const shipped = await Promise.all(baselineFixtures.map((fixture) => testedShipped(guard, fixture, isBaseline)));
  return [...ofPolicy, ...shipped];
}

const testedShipped = (guard: Guard, fixture: ShippedFixture, isBaseline: boolean): Promise<Tested> =>
  tested(guard, fixture, { from: fixture.floor ? 'floor' : 'baseline', isBinding: fixture.floor || isBaseline });

async function tested(
  guard: Guard,
  fixture: PolicyFixture,
  { from, isBinding }: { readonly from: Tested['from']; readonly isBinding: boolean },
): Promise<Tested> {
  const result = await runFixture(guard, fixture);
  const isStricter = from === 'floor' && result.verdict !== undefined && isAtLeast(result.verdict, fixture.expect);
  const unmet = isBinding ? 'FAIL' : 'differs';
  return { ...result, from, mark: result.isMet || isStricter ? 'pass' : unmet };
}

function reportText({ source, policy }: OpenPolicy, results: readonly Tested[], look: Look): string {
  const warnings = policy.warnings.map((warning) => `warning: ${printable(warning)}\n`);
  const rows = results.map((result) => rowOf(result, look));
  const fixtures = table([['', 'fixture', 'of', 'expected', 'given', 'because of'], ...rows], {
    maxWidth: look.columns,
  });
  const head = `${printable(source)}: a policy of site "${printable(policy.site)}", without faults.\nsha256 ${policy.hash}\n`;
  return `${head}${warnings.join('')}\n${fixtures}\n${countsText(results)}\n`;
}

const styles = { pass: 'green', FAIL: 'red', differs: 'yellow' } as const;

function rowOf({ mark, fixture, from, verdict, because }: Tested, { paint }: Look): string[] {
  const rule = fixture.rule === undefined ? '' : ` (${fixture.rule})`;
  const expected = mark === 'pass' ? fixture.expect : `${fixture.expect}${rule}`;
  return [paint(styles[mark], mark), printable(fixture.name), from, expected, verdict ?? 'none', printable(because)];
}

function countsText(results: readonly Tested[]): string {
  const count = (mark: Mark): number => results.filter((result) => result.mark === mark).length;
  const differing = count('differs') === 0 ? '' : ` ${count('differs')} decided otherwise than in the baseline.`;
  return `${count('pass')} of ${results.length} fixtures are met, ${count('FAIL')} are not.${differing}`;
}
