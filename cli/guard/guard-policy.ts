import { baselinePolicy } from '../../shared/guard/policy/baseline-policy.ts';
import { effectiveRules, effectiveSlots } from '../../shared/guard/policy/compile-policy.ts';
import type {
  PolicyException,
  PolicyRule,
  PolicySlot,
  RuleConditions,
} from '../../shared/guard/policy/policy-document.ts';
import { baselineHash } from '../../shared/guard/policy/policy-hash.ts';
import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { styleOf } from '../terminal/colours.ts';
import { type Look, lookOf } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import { write } from '../terminal/terminal.ts';
import { type OpenPolicy, openPolicy } from './open-policy.ts';

const call = 'portcullis guard policy';

const help = `What does a policy say, all in all? Its rules, slots and exceptions with those of the baseline.

  portcullis guard policy                 the shipped policy
  portcullis guard policy site.yaml       a site's own, together with the shipped one

To pin the baseline that a policy was written for: extends: baseline@sha256:… (the hash is shown).

Exit code: 0 shown, 2 the policy cannot be used.
`;

export const guardPolicy: Command = command({
  name: 'policy',
  call,
  about: 'what a policy says, together with the baseline',
  help,
  flags: {},
  run: async ({ positionals: [source, ...more] }, terminal) => {
    if (more.length > 0) throw usageFailure(call, 'name one policy at most');
    await write(terminal.stdout, policyText(await openPolicy(source), lookOf(terminal)));
    return 0;
  },
});

function policyText(open: OpenPolicy, look: Look): string {
  const { document } = open;
  const parts = [
    headText(open),
    titled('Rules', rulesTable(effectiveRules(document), look)),
    titled('Slots: what belongs where', slotsTable(effectiveSlots(document), look)),
    titled('Exceptions', exceptionsTable(document.exceptions, look)),
    ...open.policy.warnings.map((warning) => `warning: ${printable(warning)}\n`),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function headText({ policy, document: { packs, minScore, limits } }: OpenPolicy): string {
  const packNames = packs === 'all' ? 'all' : packs.join(', ');
  return [
    `site            ${printable(policy.site)}`,
    `sha256          ${policy.hash}`,
    `baseline        sha256:${baselineHash}`,
    `packs           ${packNames}`,
    `least score     ${minScore}`,
    `one inspection  ${limits.maxTextCharacters} characters, ${limits.maxMilliseconds} ms`,
    '',
  ].join('\n');
}

const titled = (title: string, text: string): string => (text === '' ? '' : `${title}\n\n${text}`);

const floorIds = new Set(baselinePolicy.rules.filter(({ floor }) => floor).map(({ id }) => id));

function rulesTable(rules: readonly PolicyRule[], { columns, paint }: Look): string {
  const rows = rules.map(({ id, verdict, mode, when, reason }) => [
    paint(styleOf[verdict], verdict),
    id,
    floorIds.has(id) ? 'floor' : mode,
    conditionsText(when),
    printable(reason),
  ]);
  return table([['verdict', 'rule', 'mode', 'when', 'reason'], ...rows], { maxWidth: columns });
}

/** A few of a long list are enough to know which it is. */
const mostNamed = 3;

function conditionsText(when: RuleConditions): string {
  return Object.entries(when)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? fewOf(value) : value}`)
    .map(printable)
    .join('; ');
}

function fewOf(words: readonly string[]): string {
  const more = words.length - mostNamed;
  return words.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

function slotsTable(slots: readonly PolicySlot[], { columns }: Look): string {
  if (slots.length === 0) return '';
  const rows = slots.map(({ id, path, admits, reason }) => [id, fewOf(path), fewOf(admits), reason].map(printable));
  return table([['slot', 'places', 'admits', 'reason'], ...rows], { maxWidth: columns });
}

function exceptionsTable(exceptions: readonly PolicyException[], { columns }: Look): string {
  if (exceptions.length === 0) return '';
  const rows = exceptions.map(({ fingerprint, path, detector, expires, approvedBy, reason }) =>
    [`${path ?? fingerprint?.slice(0, 12)}`, detector ?? '', expires, approvedBy, reason].map(printable),
  );
  return table([['of', 'detector', 'until', 'approved by', 'reason'], ...rows], { maxWidth: columns });
}
