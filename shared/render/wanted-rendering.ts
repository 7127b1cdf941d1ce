import type { InstanceLocation } from '../ports/study-index.ts';
import type { RenderedOffer } from './offers.ts';
import type { RenderingWishes } from './rendering-parameters.ts';

/** What a request for something rendered comes to, once its representation is chosen. */
export interface WantedRendering {
  readonly locations: readonly InstanceLocation[];
  /** None: as many as the representation has room for. */
  readonly frameNumbers: readonly number[] | undefined;
  readonly offer: RenderedOffer;
  readonly wishes: RenderingWishes;
  readonly etag: string;
}
