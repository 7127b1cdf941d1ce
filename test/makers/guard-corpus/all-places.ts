import { bytePlaces } from './byte-places.ts';
import { charsetPlaces, uidPlaces } from './charset-places.ts';
import { documentPlaces } from './document-places.ts';
import { elementPlaces } from './element-places.ts';
import { framePlaces } from './frame-places.ts';
import type { Place } from './place.ts';

export const allPlaces: readonly Place[] = [
  ...elementPlaces,
  ...bytePlaces,
  ...framePlaces,
  ...documentPlaces,
  ...charsetPlaces,
  ...uidPlaces,
];
