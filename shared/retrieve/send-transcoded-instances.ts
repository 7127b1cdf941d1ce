import type { Authorized } from '../access/authorize.ts';
import type { OutgoingPart } from '../dicomweb/multipart-writer.ts';
import type { Gateway } from '../gateway.ts';
import { etagOfInstances } from './etag-of-instances.ts';
import type { InstanceChoice } from './instance-choices.ts';
import { instanceUrl } from './instance-url.ts';
import { readLocated } from './read-located.ts';
import type { Retrieved } from './retrieved.ts';
import { sendMadeParts } from './send-made-parts.ts';
import { transcodedInstance } from './transcoded-instance.ts';

/** Instances of which at least one is made on request; the others go through as stored. */
export function sendTranscodedInstances(
  permit: Authorized<'study.read'>,
  choices: readonly InstanceChoice[],
  gateway: Gateway,
): Retrieved {
  const { publicBaseUrl } = gateway.settings;
  const essence = 'application/dicom';
  const form = choices[0]?.representation.form ?? 'multipart';
  const transferSyntaxUids = choices.map(({ representation }) => representation.transferSyntaxUids.join());
  const locations = choices.map(({ location }) => location);
  const etag = etagOfInstances(locations, { representation: { essence, form, transferSyntaxUids }, publicBaseUrl });
  const headersOf = ({ location, representation }: InstanceChoice) => ({
    'Content-Type': `${essence}; transfer-syntax=${representation.transferSyntaxUids.join()}`,
    'Content-Location': instanceUrl(publicBaseUrl, location.key),
  });
  const parts = async function* (): AsyncGenerator<OutgoingPart> {
    for (const choice of choices) yield { headers: headersOf(choice), bytes: bytesOf(permit, choice, gateway) };
  };
  const [first] = choices;
  const firstHeaders = first === undefined ? {} : headersOf(first);
  return sendMadeParts({ form, essence, etag, count: choices.length, firstHeaders, parts });
}

async function* bytesOf(
  permit: Authorized<'study.read'>,
  { location, representation }: InstanceChoice,
  gateway: Gateway,
): AsyncGenerator<Uint8Array> {
  if (representation.isTranscoded !== true) {
    yield* (await readLocated(permit, gateway.archive, { key: location.key })).bytes;
    return;
  }
  const target = representation.transferSyntaxUids.join();
  yield* transcodedInstance(permit, { location, target }, gateway);
}
