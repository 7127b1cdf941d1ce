import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { parseFrameList } from '../retrieve/frame-list.ts';
import { locateInstances, type RetrieveTarget } from '../retrieve/locate.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import { etagOfRendering, withValidator } from './etag-of-rendering.ts';
import { offersOf, type RenderedOffer } from './offers.ts';
import { type Renderable, renderableOf } from './renderable.ts';
import { parseRenderingParameters, type RenderingWishes } from './rendering-parameters.ts';
import { representativeOf } from './representative.ts';
import { sendRendered } from './send-rendered.ts';
import { withWarnings } from './with-warnings.ts';

/** What is to be rendered: a study, a series, an instance, or frames of one. */
export interface RenderTarget extends RetrieveTarget {
  readonly frameList?: string;
}

/** PS3.18 10.4.1.1.3: the rendered resources. */
export async function retrieveRendered(
  permit: Authorized<'study.read'>,
  target: RenderTarget,
  request: AcceptRequest,
  gateway: Gateway,
): Promise<Retrieved> {
  const wishes = parseRenderingParameters(request.query);
  const frameNumbers = target.frameList === undefined ? undefined : parseFrameList(target.frameList);
  const locations = await locateInstances(permit, target, gateway.index);
  const shown = await renderableOf(permit, representativeOf(locations), gateway);
  const offer = chooseRepresentation(request, offersOf(shown, { frameNumbers, instanceCount: locations.length }));
  refuseProfileless(offer, wishes);
  refusePresented(shown, wishes);
  const { publicBaseUrl } = gateway.settings;
  const asked = [target.frameList ?? '', request.query];
  const etag = etagOfRendering(locations, { representation: offer, publicBaseUrl, asked });
  const sent = sendRendered(permit, { shown, locations, frameNumbers, offer, wishes, etag }, gateway);
  return withWarnings(withValidator(sent, shown, etag), wishes, publicBaseUrl);
}

/** PS3.18 8.3.5.1.3 and 8.3.5.1.4: a state says itself what is shown of its image, and in which window. */
function refusePresented(shown: Renderable, { window, viewport }: RenderingWishes): void {
  if (shown.kind !== 'image' || shown.source.presentation === undefined) return;
  if (window === undefined && viewport?.region === undefined) return;
  throw new GatewayError('query-invalid', 'A presentation state takes no window and no source region.');
}

/** PS3.18 8.3.5.1.5: a GIF has no room for a profile. */
export function refuseProfileless({ essence }: RenderedOffer, { iccProfile }: RenderingWishes): void {
  if (iccProfile === 'no' || essence === 'image/jpeg' || essence === 'image/png') return;
  throw new GatewayError('query-invalid', `${essence} holds no ICC profile; ask for image/jpeg or image/png.`);
}
