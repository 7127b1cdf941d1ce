import { type Command, command } from '../command.ts';
import { usageFailure } from '../command-failure.ts';
import { oneOf, wholeNumber } from '../guard/flags.ts';
import { counted } from '../guard/summary-text.ts';
import { openGatewayClient } from '../http/gateway-client.ts';
import { urlHelp } from '../http/gateway-url.ts';
import { type Look, lookOf } from '../terminal/look.ts';
import { printable } from '../terminal/printable.ts';
import { table } from '../terminal/table.ts';
import { write } from '../terminal/terminal.ts';
import { type Listed, listEntries } from './list-entries.ts';

const call = 'portcullis quarantine list';

const help = `What does the guard of a gateway hold?

  portcullis quarantine list                        all of it, the newest first
  portcullis quarantine list --state open --kind held
                                                    what waits for a reviewer
  portcullis quarantine list --study 1.2.840.1      of one study
  portcullis quarantine list --json                 as the gateway tells it, for programs

${urlHelp}  --state STATE           open, released or rejected
  --kind KIND             held: waits for a reviewer; pristine: what a redacted instance was before
  --study UID             of this Study Instance UID
  --limit NUMBER          how many at most (default 100)
  --json                  JSON instead of a table

Needs a sign-in ("portcullis sign-in") or PORTCULLIS_TOKEN, with the scope dicom/dlp.review.

Exit code: 0 listed, 1 the gateway refused, 2 it could not be asked.
`;

const mostListed = 1_000_000;

export const quarantineList: Command = command({
  name: 'list',
  call,
  about: 'what the guard of a gateway holds',
  help,
  flags: {
    url: { type: 'string' },
    state: { type: 'string' },
    kind: { type: 'string' },
    study: { type: 'string' },
    limit: { type: 'string' },
    json: { type: 'boolean' },
  },
  run: async ({ values, positionals }, terminal) => {
    if (positionals.length > 0) throw usageFailure(call, 'list takes flags only');
    const { state, kind, study } = values;
    const filter = {
      ...(state === undefined ? {} : { state: oneOf('--state', state, ['open', 'released', 'rejected']) }),
      ...(kind === undefined ? {} : { kind: oneOf('--kind', kind, ['held', 'pristine']) }),
      ...(study === undefined ? {} : { study }),
    };
    const limit = wholeNumber('--limit', values.limit ?? '100', { from: 1, to: mostListed });
    const client = await openGatewayClient(values.url, terminal);
    const listed = await listEntries(client, { filter, limit });
    await write(terminal.stdout, values.json ? `${JSON.stringify(listed)}\n` : listText(listed, lookOf(terminal)));
    return 0;
  },
});

const shownIdLength = 12;

function listText({ entries, total }: Listed, { columns }: Look): string {
  if (entries.length === 0) return 'Nothing is held.\n';
  const rows = entries.map(({ id, heldAt, kind, state, verdict, rules }) =>
    [id.slice(0, shownIdLength), minuteOf(heldAt), kind, state, verdict, rules.join(', ')].map(printable),
  );
  const titles = ['id', 'held at (UTC)', 'kind', 'state', 'verdict', 'rules'];
  return `${table([titles, ...rows], { maxWidth: columns })}\n${counted(entries.length)} of ${counted(total)}.\n`;
}

/** `2026-01-02T03:04:05.678Z` → `2026-01-02 03:04`. */
const minuteOf = (moment: string): string => moment.slice(0, 16).replace('T', ' ');
