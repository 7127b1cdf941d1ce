import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import { inParallel } from '../in-parallel.ts';
import type { ImageArchive } from '../ports/image-archive.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { instanceTargetsOf } from './instance-targets.ts';
import { readHeader } from './read-header.ts';

export interface InstanceChoice {
  readonly location: InstanceLocation;
  readonly representation: Representation;
}

/** What each instance is given in; or, where one of them has nothing that will do, what the first of all could be had in. */
export type InstanceChoices =
  | { readonly kind: 'chosen'; readonly choices: readonly InstanceChoice[] }
  | { readonly kind: 'none'; readonly offered: readonly Representation[] };

/** PS3.18 8.7.5 for each instance by itself: of a study, some have what is asked for already, and some have no pixels. */
export async function chooseForEach(
  permit: Authorized<'study.read'>,
  locations: readonly InstanceLocation[],
  request: AcceptRequest,
  archive: ImageArchive,
): Promise<InstanceChoices> {
  const forms = locations.length === 1 ? (['multipart', 'single'] as const) : (['multipart'] as const);
  const offersOf = async (location: InstanceLocation) =>
    offers(location, instanceTargetsOf(await readHeader(permit, location.key, archive)), forms);
  const choose = async (location: InstanceLocation): Promise<InstanceChoice> => {
    return { location, representation: chooseRepresentation(request, await offersOf(location)) };
  };
  try {
    return { kind: 'chosen', choices: await inParallel(locations, choose) };
  } catch (error) {
    if (!isNotAcceptable(error)) throw error;
    const [first] = locations;
    return { kind: 'none', offered: first === undefined ? [] : (await offersOf(first)).slice(forms.length) };
  }
}

const isNotAcceptable = (error: unknown): boolean =>
  error instanceof GatewayError && error.code === 'media-type-not-acceptable';

/** As stored first, which is what `transfer-syntax=*` means. */
function offers(
  { transferSyntaxUid }: InstanceLocation,
  targets: readonly string[],
  forms: readonly Representation['form'][],
): readonly Representation[] {
  const essence = 'application/dicom';
  const stored = forms.map((form) => ({ essence, form, transferSyntaxUids: [transferSyntaxUid] }));
  const made = targets.flatMap((target) =>
    forms.map((form) => ({ essence, form, transferSyntaxUids: [target], isTranscoded: true, isOnlyWhenNamed: true })),
  );
  return [...stored, ...made];
}
