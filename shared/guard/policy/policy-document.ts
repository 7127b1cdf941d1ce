import { z } from 'zod';
import { detectorGroups, packs } from '../detector.ts';
import { carriers } from '../inspected-text.ts';
import { findTagHex, findTagPathFault } from '../tag-path.ts';
import { verdicts } from '../verdict.ts';

export const apiVersion = 'portcullis/guard-policy/v1';

const minimumReason = 10;
const maximumEntries = 1_000;

const id = z
  .string()
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'must be lower-case words joined by hyphens, such as "private-block-of-dose-tool"',
  )
  .max(64);
const reason = z.string().trim().min(minimumReason, `must say why, in at least ${minimumReason} characters`).max(1_000);
const uid = z
  .string()
  .regex(/^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/, 'must be a UID: numbers joined by dots')
  .max(64);
const codeString = z.string().regex(/^[A-Z0-9_ ]{1,16}$/, 'must be a code string of DICOM, such as "CT"');
const vr = z.string().regex(/^[A-Z]{2}$/, 'must be a value representation of DICOM: two letters, such as "LO"');
const name = z.string().min(1).max(200);

const detectorOrCheck = id.describe('Id of a detector or check, such as `us-ssn` or `preamble-executable`.');
const group = z.enum(detectorGroups).describe('A group of detectors.');

const tagPath = z
  .string()
  .superRefine((pattern, context) => {
    const message = findTagPathFault(pattern);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  })
  .describe(
    'The whole way from the top of the data set, levels joined by dots: keywords (`PatientComments`), tags (`(0010,4000)`, `00104000`), `x` for any digit (`60xx0022`), `*` for one level, `**` for any depth (`**.PatientID`); or `preamble`, `part-header`.',
  );

const anyOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item).min(1, 'must name at least one; leave the field out where it does not matter').max(maximumEntries);

const when = z
  .strictObject({
    detector: anyOf(detectorOrCheck).optional().describe('Seen by one of these detectors or checks.'),
    group: anyOf(group).optional().describe('Seen by a detector of one of these groups.'),
    path: anyOf(tagPath).optional().describe('At one of these places.'),
    exceptPath: anyOf(tagPath).optional().describe('At none of these places.'),
    carrier: anyOf(z.enum(carriers)).optional().describe('In one of these kinds of place.'),
    vr: anyOf(vr).optional().describe('In an element of one of these value representations.'),
    private: z.boolean().optional().describe('In a private attribute or an item of one (true), or in none (false).'),
    privateCreator: anyOf(name).optional().describe('In a private block of one of these creators, spelt exactly.'),
    sopClass: anyOf(uid).optional().describe('In an instance of one of these SOP Class UIDs.'),
    modality: anyOf(codeString).optional().describe('In an instance of one of these modalities.'),
    identityRemoved: z
      .boolean()
      .optional()
      .describe('In an instance that says Patient Identity Removed (0012,0062) is YES (true), or does not (false).'),
    minScore: z.number().min(0).max(1).optional().describe('Seen at least this surely.'),
  })
  .refine(
    (conditions) => Object.keys(conditions).length > 0,
    'must name a condition: an empty `when` would match everything',
  )
  .meta({ minProperties: 1 })
  .describe('When the rule speaks: all conditions hold; a list holds when one of its members does.');

const ruleFields = {
  id: id.describe('Name of the rule in answers and reports; that of a shipped rule replaces it.'),
  when,
  verdict: z.enum(verdicts).describe('What becomes of the instance; the strictest verdict of all rules counts.'),
  mode: z
    .enum(['observe', 'enforce'])
    .default('enforce')
    .describe('`observe`: the verdict is recorded and has no effect, to try a rule before it is enforced.'),
  reason: reason.describe('Why the rule is there, for whoever meets it.'),
};

const rule = z.strictObject(ruleFields).describe('A verdict on what was seen.');

const baselineRule = z.strictObject({
  ...ruleFields,
  floor: z.boolean().default(false).describe('No site can replace, observe, slot or except it.'),
});

const slot = z
  .strictObject({
    id: id.describe('Name of the slot; that of a shipped slot replaces it.'),
    path: anyOf(tagPath).describe('Where something belongs.'),
    vr: anyOf(vr).optional().describe('Only in elements of these value representations.'),
    private: z
      .boolean()
      .optional()
      .describe('Only in (true) or outside of (false) private attributes and their items.'),
    privateCreator: anyOf(name).optional().describe('Only in a private block of one of these creators.'),
    admits: z
      .array(id)
      .max(maximumEntries)
      .describe('Detectors, checks and groups whose finds belong here; an empty list closes a shipped slot.'),
    evenIfIdentityRemoved: z
      .boolean()
      .default(false)
      .describe('Also in instances that say Patient Identity Removed (0012,0062) is YES.'),
    reason: reason.describe('Why it belongs here.'),
  })
  .describe('A place where something belongs: no rule but the floor speaks of it there.');

const exception = z
  .strictObject({
    fingerprint: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be a fingerprint as findings show it: 64 lower-case hex digits')
      .optional()
      .describe('Of one value, as findings show it; holds wherever the value is.'),
    path: tagPath.optional().describe('Of one place, whatever the value.'),
    privateCreator: name.optional().describe('With `path`: only in a private block of this creator.'),
    detector: detectorOrCheck.optional().describe('With `path`: only what this detector or check sees.'),
    reason: reason.describe('Why this is no leak.'),
    approvedBy: name.describe('Who answers for it.'),
    expires: z.iso
      .date('must be a date of the calendar, YYYY-MM-DD')
      .describe('The last day on which it holds, in UTC.'),
  })
  .superRefine(({ fingerprint, path, privateCreator, detector }, context) => {
    const message = 'must have either `fingerprint` (one value) or `path` (one place)';
    if ((fingerprint === undefined) === (path === undefined)) context.addIssue({ code: 'custom', message });
    if (path !== undefined || (privateCreator ?? detector) === undefined) return;
    context.addIssue({
      code: 'custom',
      message: '`privateCreator` and `detector` narrow a `path`; a fingerprint needs neither',
    });
  })
  .meta({ oneOf: [{ required: ['fingerprint'] }, { required: ['path'] }] })
  .describe('A known false alarm (allow-list): it is not spoken of until it expires, except by the floor.');

const attribute = z
  .string()
  .refine((text) => findTagHex(text) !== undefined, 'must be a keyword of PS3.6 or a tag such as "(0010,4000)"');

const fixture = z
  .strictObject({
    name: name.describe('What the fixture shows.'),
    attributes: z
      .record(
        attribute,
        z.union([z.string(), z.array(z.string())], 'must be a text or a list of texts; put numbers and tags in quotes'),
      )
      .default({})
      .describe('Top-level attributes of the instance by keyword or tag. Invented values only.'),
    preamble: z
      .enum(['windows-program', 'linux-program', 'mac-program', 'script', 'html', 'zip', 'pdf', 'tiff'])
      .optional()
      .describe('What the 128 bytes before the data set look like; zeros by default.'),
    expect: z.enum(verdicts).describe('The verdict the policy must give.'),
    rule: id.optional().describe('The rule that must give it.'),
  })
  .describe('An instance and its verdict: what `guard test` checks.');

/** The shipped limits are also the least: a guard that reads less would be one that sees less. */
const limits = z
  .strictObject({
    maxTextCharacters: z
      .number()
      .int()
      .min(2_000_000)
      .max(64_000_000)
      .default(2_000_000)
      .describe('Characters of text looked at in one instance; what is beyond is reported as not inspected.'),
    maxMilliseconds: z
      .number()
      .int()
      .min(50)
      .max(60_000)
      .default(2_000)
      .describe('Time for one instance; an instance that needs more is quarantined.'),
  })
  .describe('What one inspection may cost.');

const minScore = z
  .number()
  .min(0.3)
  .max(0.95)
  .default(0.5)
  .describe('How sure a detector must be for rules to speak of it. The floor is not moved by it.');

const sharedFields = {
  apiVersion: z.literal(apiVersion).describe('Version of this form.'),
  site: name.describe('Whose policy it is.'),
  packs: z
    .union([z.literal('all'), z.array(z.enum(packs))], `must be "all" or a list of ${packs.join(', ')}`)
    .default('all')
    .describe('Countries whose numbers are looked for.'),
  minScore,
  limits: limits.prefault({}),
  slots: z
    .array(slot)
    .max(maximumEntries)
    .default([])
    .describe('Places where identifiers belong, besides the shipped ones.'),
  exceptions: z.array(exception).max(maximumEntries).default([]).describe('Known false alarms, each with an end.'),
  fixtures: z.array(fixture).max(maximumEntries).default([]).describe('Instances and their verdicts.'),
};

/** What a site writes, as JSON or YAML; docs/guard-policy.schema.json is made of it. */
export const policyDocumentSchema = z
  .strictObject({
    ...sharedFields,
    extends: z
      .string()
      .regex(/^baseline(?:@sha256:[0-9a-f]{64})?$/, 'must be "baseline" or "baseline@sha256:" and its 64 hex digits')
      .default('baseline')
      .describe(
        'The shipped policy this one adds to; with its hash, an upgrade that changes it must be agreed to here.',
      ),
    rules: z.array(rule).max(maximumEntries).default([]).describe('Rules besides, or in place of, the shipped ones.'),
  })
  .describe('A guard policy of Portcullis.');

/** The baseline is written in the same words, and it alone has a floor. */
export const baselineDocumentSchema = z.strictObject({ ...sharedFields, rules: z.array(baselineRule) });

export const partSchemas = { slot, rule, exception, fixture } as const;

export type PolicyDocument = z.output<typeof policyDocumentSchema>;
export type BaselineDocument = z.output<typeof baselineDocumentSchema>;
export type PolicyRule = z.output<typeof rule>;
export type PolicySlot = z.output<typeof slot>;
export type PolicyException = z.output<typeof exception>;
export type PolicyFixture = z.output<typeof fixture>;
export type RuleConditions = z.output<typeof when>;
