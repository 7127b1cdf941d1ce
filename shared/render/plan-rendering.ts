import { GatewayError } from '../errors.ts';
import { annotationLinesOf } from './annotation-lines.ts';
import type { ColourWish } from './colour-managed.ts';
import { geometryOf, maxRenderedPixels } from './geometry.ts';
import type { ImageSource } from './image-source.ts';
import { findCode, findNumber, itemsOf } from './json-values.ts';
import { overlayPlanesOf } from './overlay-planes.ts';
import { pixelAspectOf } from './pixel-aspect.ts';
import { pixelPlanOf } from './pixel-plan.ts';
import { noGraphics, presentedGraphicsOf } from './presented-graphics.ts';
import { isOnItsSide, type PresentedShape, presentedShapeOf, presentedSize } from './presented-shape.ts';
import { readEncodedFrame } from './read-encoded-frame.ts';
import type { RenderedImageType } from './rendered-image-types.ts';
import type { FrameToRender, RenderingJob } from './rendering-job.ts';
import type { RenderingWishes } from './rendering-parameters.ts';

export interface WantedPicture {
  /** Several make an animation. */
  readonly frameNumbers: readonly number[];
  readonly mediaType: RenderedImageType;
  readonly wishes: RenderingWishes;
}

/** What is to be done is settled before anything is decoded, so that what cannot be done costs nothing. */
export async function planRendering(source: ImageSource, wanted: WantedPicture): Promise<RenderingJob> {
  const { frameNumbers, mediaType, wishes } = wanted;
  const { columns: width, rows: height } = source.description;
  const shape = shapeOf(source, frameNumbers[0] ?? 1);
  const geometry = geometryOf(presentedSize(shape), aspectOf(source, frameNumbers[0] ?? 1, shape), wishes.viewport);
  refuseLongAnimation(frameNumbers.length * Math.max(geometry.width * geometry.height, width * height));
  const frames: FrameToRender[] = [];
  for (const frameNumber of frameNumbers) frames.push(await planFrame(source, { frameNumber, shape }, wishes));
  const encoding = { mediaType, quality: wishes.quality, frameMilliseconds: frameMillisecondsOf(source) };
  const colour = await colourWishOf(source, wishes);
  return {
    frames,
    geometry,
    encoding,
    ...(source.presentation === undefined ? {} : { shape }),
    ...(colour === undefined ? {} : { colour }),
  };
}

const opticalPaths = '00480105';
const ownProfile = '00282000';

/** PS3.18 8.3.5.1.5. A profile of colours is nothing to greys. */
async function colourWishOf(source: ImageSource, { iccProfile }: RenderingWishes): Promise<ColourWish | undefined> {
  if (iccProfile === 'no') return undefined;
  const space = iccProfile === 'yes' ? 'own' : iccProfile;
  const { dicomJson } = source.header;
  const [path = {}] = itemsOf(dicomJson, opticalPaths);
  const isColour = source.description.samplesPerPixel > 1 || findCode(dicomJson, '00280004') === 'PALETTE COLOR';
  const profile = isColour ? await source.read(dicomJson[ownProfile] ?? path[ownProfile]) : undefined;
  return { space, ...(profile === undefined || profile.length === 0 ? {} : { profile }) };
}

const frameOf = ({ header }: ImageSource, frameNumber: number) => ({
  sopInstanceUid: header.key.sopInstanceUid,
  frameNumber,
});

function shapeOf(source: ImageSource, frameNumber: number): PresentedShape {
  const { columns: width, rows: height } = source.description;
  const state = source.presentation?.header.dicomJson ?? {};
  return presentedShapeOf(state, frameOf(source, frameNumber), { width, height });
}

/** A pixel that is turned on its side is as much wider as it was higher. */
function aspectOf(source: ImageSource, frameNumber: number, { rotation }: PresentedShape): number {
  const aspect = pixelAspectOf(source.header.dicomJson, frameNumber);
  return isOnItsSide(rotation) ? 1 / aspect : aspect;
}

interface PlannedFrame {
  readonly frameNumber: number;
  readonly shape: PresentedShape;
}

async function planFrame(
  source: ImageSource,
  { frameNumber, shape }: PlannedFrame,
  wishes: RenderingWishes,
): Promise<FrameToRender> {
  const { header, description, read, presentation } = source;
  const { annotations, window } = wishes;
  const annotated = { dicomJson: header.dicomJson, frameNumber, frameCount: description.frameCount };
  return {
    frame: await readEncodedFrame(source, frameNumber),
    isFloat: source.floatBits !== undefined,
    plan: await pixelPlanOf(source, frameNumber, window),
    overlays: annotations.includes('overlay') ? await overlayPlanesOf(header, frameNumber, read) : [],
    annotation: annotationLinesOf(annotations, annotated),
    graphics:
      presentation === undefined
        ? noGraphics
        : await presentedGraphicsOf(presentation, frameOf(source, frameNumber), shape.area),
  };
}

/** All frames of an animation are in memory at once. */
function refuseLongAnimation(pixels: number): void {
  if (pixels <= maxRenderedPixels) return;
  throw new GatewayError(
    'rendering-too-large',
    `The frames have more than ${maxRenderedPixels} pixels together; ask for fewer of them, or for one in image/jpeg.`,
  );
}

const usualMilliseconds = 100;

/** PS3.3 C.7.6.5: Frame Time, or one of the rates, at most 50 pictures a second, which GIF can show. */
function frameMillisecondsOf({ header: { dicomJson } }: ImageSource): number {
  const rate = findNumber(dicomJson, '00082144') ?? findNumber(dicomJson, '00180040') ?? 0;
  const time = findNumber(dicomJson, '00181063') ?? (rate > 0 ? 1000 / rate : usualMilliseconds);
  return Math.min(Math.max(Math.round(time), 20), 10_000);
}
