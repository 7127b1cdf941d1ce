import type { InstanceLocation } from '../ports/study-index.ts';
import { isPresentationState } from './open-presentation.ts';
import { renderableKindOf } from './renderable.ts';

/**
 * The one instance that stands for many (PS3.18 10.4.1.1.3, 10.4.1.1.4): of the first series with images the one in the
 * middle, where most is to be seen; without images the first document; or what there is.
 */
export function representativeOf(locations: readonly InstanceLocation[]): InstanceLocation {
  const ofKind = (...kinds: readonly string[]) =>
    locations.filter((location) => kinds.includes(renderableKindOf(location) ?? ''));
  const images = ofKind('image', 'video').filter((location) => !isPresentationState(location));
  const firstSeries = images.filter(({ key }) => key.seriesUid === images[0]?.key.seriesUid);
  const chosen = firstSeries[Math.floor(firstSeries.length / 2)] ?? ofKind('document', 'report')[0] ?? locations[0];
  if (chosen === undefined) throw new Error('there is no instance to choose from');
  return chosen;
}
