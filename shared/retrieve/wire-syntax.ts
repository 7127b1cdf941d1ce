import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import { explicitVrLittleEndian } from '../dicomweb/accept.ts';

const encapsulatedUncompressed = '1.2.840.10008.1.2.1.98';

/**
 * PS3.18 8.7.3: the transfer syntax that stored pixel bytes are in once they stand alone. Native little endian values are
 * the same bytes in implicit, explicit and (inflated) deflated data sets; the wire knows only the explicit name.
 */
export function wireSyntaxOf(transferSyntaxUid: string, isEncapsulated: boolean): string {
  if (isEncapsulated) {
    return transferSyntaxUid === encapsulatedUncompressed ? explicitVrLittleEndian : transferSyntaxUid;
  }
  return transferSyntaxes.get(transferSyntaxUid)?.bigEndian === true ? transferSyntaxUid : explicitVrLittleEndian;
}
