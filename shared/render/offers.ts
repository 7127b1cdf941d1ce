import type { Representation } from '../dicomweb/accept.ts';
import type { Renderable } from './renderable.ts';
import { renderedImageTypes } from './rendered-image-types.ts';

/** A rendered media type of PS3.18 Table 8.7.4-1, and how it comes. */
export type RenderedOffer = Representation;

interface Asked {
  readonly frameNumbers: readonly number[] | undefined;
  readonly instanceCount: number;
}

/** The default first. */
export function offersOf(shown: Renderable, { frameNumbers, instanceCount }: Asked): readonly RenderedOffer[] {
  if (shown.kind === 'video' || shown.kind === 'document') return [offer(shown.essence, 'single')];
  if (shown.kind === 'report') return [offer('text/html', 'single'), offer('text/plain', 'single')];
  const singles = renderedImageTypes.map((essence) => offer(essence, 'single'));
  const parts = renderedImageTypes.map((essence) => offer(essence, 'multipart'));
  if ((frameNumbers?.length ?? 1) === 1 || instanceCount > 1) return [...singles, ...parts];
  return [...parts, offer('image/gif', 'single')];
}

const offer = (essence: string, form: Representation['form']): RenderedOffer => ({
  essence,
  form,
  transferSyntaxUids: [],
});
