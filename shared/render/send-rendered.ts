import type { Authorized } from '../access/authorize.ts';
import { boundaryOf, type OutgoingPart, writeMultipart } from '../dicomweb/multipart-writer.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { inOrder } from '../retrieve/in-order.ts';
import { instanceUrl } from '../retrieve/instance-url.ts';
import { locateFrame } from '../retrieve/locate-frame.ts';
import { outgoingBytes } from '../retrieve/outgoing-bytes.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import { drawPicture } from './draw-picture.ts';
import { allFramesOf, representativeFrameOf } from './image-frames.ts';
import type { ImageSource } from './image-source.ts';
import { type Renderable, renderableKindOf, renderableOf } from './renderable.ts';
import type { RenderedImageType } from './rendered-image-types.ts';
import { sendPassedThrough } from './send-passed-through.ts';
import { sendReport } from './send-report.ts';
import type { WantedRendering } from './wanted-rendering.ts';

/** In the representation that was chosen. */
export function sendRendered(
  permit: Authorized<'study.read'>,
  { shown, ...wanted }: WantedRendering & { readonly shown: Renderable },
  gateway: Gateway,
): Retrieved {
  if (shown.kind === 'report') return sendReport(shown.source, wanted.offer.essence);
  if (shown.kind !== 'image') return sendPassedThrough(shown);
  if (wanted.offer.form === 'multipart') return sendPictures(permit, wanted, gateway);
  return sendPicture(shown, wanted, gateway);
}

type ShownImage = Extract<Renderable, { kind: 'image' }>;

/** One picture; of many frames all move as a GIF, and one stands for the others otherwise. */
function sendPicture(shown: ShownImage, wanted: WantedRendering, gateway: Gateway): Retrieved {
  const mediaType = wanted.offer.essence as RenderedImageType;
  const frameNumbers = wanted.frameNumbers ?? shownFrames(shown.source, mediaType);
  for (const frameNumber of frameNumbers) locateFrame(shown.source.header.frames, frameNumber);
  return {
    status: 200,
    headers: {
      'Content-Type': mediaType,
      'Content-Location': `${instanceUrl(gateway.settings.publicBaseUrl, shown.location.key)}/rendered`,
    },
    open: () => drawPicture(shown.source, { frameNumbers, mediaType, wishes: wanted.wishes }, gateway),
    count: 1,
  };
}

const shownFrames = (source: ImageSource, mediaType: RenderedImageType): readonly number[] =>
  mediaType === 'image/gif' ? allFramesOf(source) : [representativeFrameOf(source)];

/** A part each, made when its turn has come; of many instances those that are images. */
function sendPictures(permit: Authorized<'study.read'>, wanted: WantedRendering, gateway: Gateway): Retrieved {
  const images = wanted.locations.filter((location) => renderableKindOf(location) === 'image');
  const boundary = boundaryOf(wanted.etag);
  const parts = () => partsOf(permit, { ...wanted, locations: images }, gateway);
  return {
    status: 200,
    headers: { 'Content-Type': `multipart/related; type="${wanted.offer.essence}"; boundary=${boundary}` },
    open: () => outgoingBytes(writeMultipart(parts(), boundary)),
    count: images.length,
  };
}

/** Two pictures are made ahead of the one that is sent. */
const madeAhead = 2;

async function* partsOf(
  permit: Authorized<'study.read'>,
  wanted: WantedRendering,
  gateway: Gateway,
): AsyncGenerator<OutgoingPart> {
  for (const location of wanted.locations) {
    const url = instanceUrl(gateway.settings.publicBaseUrl, location.key);
    const shown = await failureOr(() => renderableOf(permit, location, gateway));
    if (shown instanceof GatewayError) yield failedPart(shown, `${url}/rendered`);
    else if (shown.kind === 'image') yield* imageParts(shown, wanted, gateway);
  }
}

function imageParts({ source, location }: ShownImage, wanted: WantedRendering, gateway: Gateway) {
  const mediaType = wanted.offer.essence as RenderedImageType;
  const frameNumbers = wanted.frameNumbers ?? allFramesOf(source);
  const url = instanceUrl(gateway.settings.publicBaseUrl, location.key);
  const partOf = async (frameNumber: number): Promise<OutgoingPart> => {
    const frameUrl = `${url}/frames/${frameNumber}/rendered`;
    const picture = await failureOr(() =>
      drawPicture(source, { frameNumbers: [frameNumber], mediaType, wishes: wanted.wishes }, gateway),
    );
    if (picture instanceof GatewayError) return failedPart(picture, frameUrl);
    return { headers: { 'Content-Type': mediaType, 'Content-Location': frameUrl }, bytes: once(picture) };
  };
  return inOrder(frameNumbers, partOf, madeAhead);
}

/** One picture that cannot be made does not hinder its neighbours; our own faults do. */
async function failureOr<Value>(work: () => Promise<Value>): Promise<Value | GatewayError> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof GatewayError && error.status < 500) return error;
    throw error;
  }
}

function failedPart({ code, status, message }: GatewayError, url: string): OutgoingPart {
  const document = JSON.stringify({ status, code, detail: message });
  return {
    headers: { 'Content-Type': 'application/problem+json', 'Content-Location': url },
    bytes: once(Buffer.from(document)),
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
