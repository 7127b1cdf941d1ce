import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { locateInstance } from '../retrieve/locate.ts';
import { retrieveInstances } from '../retrieve/retrieve-instances.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import { etagOfRendering, withValidator } from './etag-of-rendering.ts';
import { imageFrameCountOf } from './image-frames.ts';
import { offersOf } from './offers.ts';
import { presentedBy } from './open-presentation.ts';
import { type Renderable, renderableKindOf, renderableOf } from './renderable.ts';
import { sendRendered } from './send-rendered.ts';
import type { WadoUriRequest } from './wado-uri-parameters.ts';
import { withWarnings } from './with-warnings.ts';

/** PS3.18 9: one instance, as it is or as people see it; the media type says which (9.3). */
export async function retrieveWadoUri(
  permit: Authorized<'study.read'>,
  asked: WadoUriRequest,
  request: Pick<AcceptRequest, 'headers'>,
  gateway: Gateway,
): Promise<Retrieved> {
  const location = await locateInstance(permit, asked, gateway.index);
  const shown = renderableKindOf(location) === undefined ? undefined : await renderableOf(permit, location, gateway);
  const offer = chooseOffer(shown, asked, request);
  if (offer.essence === 'application/dicom') return retrieveInstance(permit, asked, gateway);
  if (shown === undefined) throw new Error('a rendered type was chosen of what cannot be rendered');
  return retrievePicture(permit, { shown, location, offer, asked }, gateway);
}

const instanceItself: Representation = { essence: 'application/dicom', form: 'single', transferSyntaxUids: [] };

/** contentType narrows Accept and says the order (9.1.2.1); without it Accept alone does, and a picture is the default. */
function chooseOffer(
  shown: Renderable | undefined,
  { contentTypes }: WadoUriRequest,
  { headers }: Pick<AcceptRequest, 'headers'>,
): Representation {
  const rendered = shown === undefined ? [] : offersOf(shown, { frameNumbers: undefined, instanceCount: 1 });
  const offered = [...rendered.filter(({ form }) => form === 'single'), instanceItself];
  if (contentTypes === undefined) return chooseRepresentation({ headers, query: '' }, offered);
  const named = contentTypes.flatMap((type) => offered.filter(({ essence }) => essence === type));
  if (named.length > 0) return chooseRepresentation({ headers, query: '' }, named);
  const choices = offered.map(({ essence }) => essence).join(', ');
  throw new GatewayError('media-type-not-acceptable', `Nothing of contentType can be had. There is ${choices}.`);
}

function retrieveInstance(
  permit: Authorized<'study.read'>,
  { isAnonymized, transferSyntax, studyUid, seriesUid, sopInstanceUid }: WadoUriRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  if (isAnonymized) throw notAnonymized();
  const syntax = transferSyntax === undefined ? '' : `; transfer-syntax=${transferSyntax}`;
  const accept = { headers: { accept: `application/dicom${syntax}` }, query: '' };
  return retrieveInstances(permit, { studyUid, seriesUid, sopInstanceUid }, accept, gateway);
}

/** PS3.15 E.1 with Clean Pixel Data: whoever asks for it would rely on it, and nobody has looked at the pixels. */
const notAnonymized = () =>
  new GatewayError(
    'media-type-not-acceptable',
    'This gateway does not de-identify instances on their way out: it cannot promise that pixels show no identity.',
  );

interface WantedPicture {
  readonly shown: Renderable;
  readonly location: InstanceLocation;
  readonly offer: Representation;
  readonly asked: WadoUriRequest;
}

async function retrievePicture(
  permit: Authorized<'study.read'>,
  { shown, location, offer, asked }: WantedPicture,
  gateway: Gateway,
): Promise<Retrieved> {
  if (asked.isAnonymized) throw notAnonymized();
  const presented = await presentedAsAsked(permit, { shown, asked }, gateway);
  const frameNumbers = asked.frameNumber === undefined ? undefined : [checkedFrame(shown, asked.frameNumber)];
  const { publicBaseUrl } = gateway.settings;
  const { wishes, query } = asked;
  const etag = etagOfRendering([location], { representation: offer, publicBaseUrl, asked: ['wado', query] });
  const wanted = { shown: presented, locations: [location], frameNumbers, offer, wishes, etag };
  const sent = sendRendered(permit, wanted, gateway);
  return withWarnings(withValidator(sent, presented, etag), wishes, publicBaseUrl);
}

/** PS3.18 9.5.2, Frame Number: a frame that is not there is a wrong request, and so is any of what has but one. */
function checkedFrame(shown: Renderable, frameNumber: number): number {
  const count = shown.kind === 'image' ? imageFrameCountOf(shown.source) : 0;
  if (count > 1 && frameNumber <= count) return frameNumber;
  throw new GatewayError(
    'query-invalid',
    count > 1 ? `frameNumber is a number from 1 to ${count}.` : 'This instance is no multi-frame image.',
  );
}

/** PS3.18 9.5.2, Presentation UID: the state lies in the same study as its image. */
async function presentedAsAsked(
  permit: Authorized<'study.read'>,
  { shown, asked }: Pick<WantedPicture, 'shown' | 'asked'>,
  gateway: Gateway,
): Promise<Renderable> {
  const { presentation, studyUid } = asked;
  if (presentation === undefined) return shown;
  if (shown.kind !== 'image') throw new GatewayError('query-invalid', 'Only an image has presentation states.');
  const state = await locateInstance(permit, { studyUid, ...presentation }, gateway.index);
  return { ...shown, source: await presentedBy(permit, shown.source, { state, ports: gateway }) };
}
