import type { Authorized } from '../access/authorize.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../dicomweb/accept.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { burnedInRiskOf } from '../guard/burned-in-risk.ts';
import { parseFrameList } from '../retrieve/frame-list.ts';
import { locateInstances } from '../retrieve/locate.ts';
import { locateFrame } from '../retrieve/locate-frame.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import type { IconKind } from './draw-icon.ts';
import { drawPicture } from './draw-picture.ts';
import { etagOfRendering, withValidator } from './etag-of-rendering.ts';
import type { ImageSize } from './geometry.ts';
import { representativeFrameOf } from './image-frames.ts';
import type { ImageSource } from './image-source.ts';
import { type Renderable, renderableOf } from './renderable.ts';
import { type RenderedImageType, renderedImageTypes } from './rendered-image-types.ts';
import { defaultQuality, parseThumbnailViewport } from './rendering-parameters.ts';
import { representativeOf } from './representative.ts';
import type { RenderTarget } from './retrieve-rendered.ts';

/** What a thumbnail may show, beside what a permit for thumbnails allows. */
export interface ThumbnailViewer {
  /** Whoever may read the study sees its identified images anyway (docs/decisions/0081). */
  readonly maySeeIdentified: boolean;
}

/**
 * PS3.18 10.4.1.1.4: one small picture of a study, series, instance or frame, "which shall not contain any Patient
 * Identifying Information": an image that is not known to be free of burned-in annotation is an icon.
 */
export async function retrieveThumbnail(
  permit: Authorized<'study.thumbnail'>,
  target: RenderTarget,
  request: AcceptRequest & ThumbnailViewer,
  gateway: Gateway,
): Promise<Retrieved> {
  const viewport = smallViewport(parseThumbnailViewport(request.query));
  const frameNumber = target.frameList === undefined ? undefined : oneFrame(target.frameList);
  const locations = await locateInstances(permit, target, gateway.index);
  const representation = chooseRepresentation(request, representations);
  const mediaType = representation.essence as RenderedImageType;
  const shown = await findShown(() => renderableOf(permit, representativeOf(locations), gateway));
  if (frameNumber !== undefined && shown?.kind === 'image') locateFrame(shown.source.header.frames, frameNumber);
  const open = async () =>
    (await findPicture(shown, { request, frameNumber, viewport, mediaType }, gateway)) ??
    (await gateway.pixels.run('icon', { kind: iconKindOf(shown), size: viewport, mediaType })).bytes;
  const { publicBaseUrl } = gateway.settings;
  const asked = ['thumbnail', String(request.maySeeIdentified), target.frameList ?? '', request.query];
  const etag = etagOfRendering(locations, { representation, publicBaseUrl, asked });
  return withValidator({ status: 200, headers: { 'Content-Type': mediaType }, open, count: 1 }, shown, etag);
}

const representations: readonly Representation[] = renderedImageTypes.map(
  (essence) => ({ essence, form: 'single', transferSyntaxUids: [] }) as const,
);

const defaultSide = 128;
/** Above it a picture is no thumbnail any more, and `rendered` asks for more than a scope for thumbnails. */
export const maxThumbnailSide = 256;

function smallViewport(asked: Partial<ImageSize> = {}): ImageSize {
  const side = (length = defaultSide) => Math.min(length, maxThumbnailSide);
  return { width: side(asked.width), height: side(asked.height) };
}

function oneFrame(frameList: string): number {
  const [frameNumber, ...more] = parseFrameList(frameList);
  if (frameNumber !== undefined && more.length === 0) return frameNumber;
  throw new GatewayError('frame-list-invalid', 'A thumbnail shows one frame: frames/1/thumbnail.');
}

interface WantedThumbnail {
  readonly request: ThumbnailViewer;
  readonly frameNumber: number | undefined;
  readonly viewport: ImageSize;
  readonly mediaType: RenderedImageType;
}

/** `undefined` where an icon stands for the image: because it must, or because there is nothing to see in it. */
async function findPicture(
  shown: Renderable | undefined,
  { request, frameNumber, viewport, mediaType }: WantedThumbnail,
  gateway: Gateway,
): Promise<Uint8Array | undefined> {
  if (shown?.kind !== 'image') return undefined;
  if (!request.maySeeIdentified && !isKnownToBeFree(shown.source)) return undefined;
  const wishes = { annotations: [], warnings: [], quality: defaultQuality, viewport, iccProfile: 'no' } as const;
  const frameNumbers = [frameNumber ?? representativeFrameOf(shown.source)];
  return findShown(() => drawPicture(shown.source, { frameNumbers, mediaType, wishes }, gateway));
}

/** From the header as it is now: what an inspection once wrote down may be older than the rules. */
const isKnownToBeFree = ({ header, presentation }: ImageSource): boolean =>
  presentation === undefined && burnedInRiskOf(header) === 'low';

/** What cannot be decoded has an icon too: a list of thumbnails has no room for reasons. */
async function findShown<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError && notShown.has(error.status)) return undefined;
    throw error;
  }
}

const notShown: ReadonlySet<number> = new Set([406, 413]);

function iconKindOf(shown: Renderable | undefined): IconKind {
  if (shown?.kind === 'video') return 'video';
  return shown === undefined || shown.kind === 'image' ? 'image' : 'document';
}
