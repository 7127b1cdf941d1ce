import type { CarriedValue } from '../../dicom/instance-content.ts';
import type { Carrier, Place } from '../inspected-text.ts';

/** Where a value's text lies, without its bytes: a carrier that knows them adds them. */
export function valuePlace(value: CarriedValue, carrier: Carrier, detail?: string): Place {
  const { path, vr, keyword, privateCreator } = value;
  return {
    carrier,
    path,
    vr,
    keyword,
    ...(detail === undefined ? {} : { detail }),
    ...(privateCreator === undefined ? {} : { privateCreator }),
  };
}
