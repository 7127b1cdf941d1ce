import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Carrier, Place } from '../inspected-text.ts';

/** Where a value's text lies, without its bytes: a carrier that knows them adds them. */
export function valuePlace(value: CarriedValue, carrier: Carrier, detail?: string): Building<Place> {
  const { path, vr, keyword, privateCreator } = value;
  const place: Building<Place> = { carrier, path, vr, keyword };
  if (detail !== undefined) place.detail = detail;
  if (privateCreator !== undefined) place.privateCreator = privateCreator;
  return place;
}

/** Optional properties are set afterwards: there are a hundred thousand places, and spreading costs more than all else. */
type Building<Value> = { -readonly [Property in keyof Value]: Value[Property] };
