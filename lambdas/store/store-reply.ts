import type { DicomJson } from '../../shared/dicom/dicom-json.ts';
import { type AcceptRequest, chooseRepresentation, type Representation } from '../../shared/dicomweb/accept.ts';
import { dicomXmlParts } from '../../shared/dicomweb/dicom-xml-parts.ts';
import { dicomXmlChunks } from '../../shared/dicomweb/dicom-xml-writer.ts';
import { newBoundary, writeMultipart } from '../../shared/dicomweb/multipart-writer.ts';
import { GatewayError } from '../../shared/errors.ts';
import { statusOf, storeInstancesResponse } from '../../shared/store/receipt.ts';
import type { StoreOutcome } from '../../shared/store/store-outcome.ts';
import type { Reply } from '../edge/gateway-request.ts';
import { auditSubjects } from './audit-subjects.ts';

const inJson = { essence: 'application/dicom+json', form: 'single', transferSyntaxUids: [] } as const;
const inXmlParts = { essence: 'application/dicom+xml', form: 'multipart', transferSyntaxUids: [] } as const;
const inXml = { essence: 'application/dicom+xml', form: 'single', transferSyntaxUids: [] } as const;

/** PS3.18 10.5.3: the Store Instances Response, in JSON unless XML is asked for. */
export function storeReply(outcomes: readonly StoreOutcome[], dicomwebUrl: string, accept: AcceptRequest): Reply {
  const response = storeInstancesResponse(outcomes, dicomwebUrl);
  return {
    status: statusOf(outcomes),
    ...written(response, wishedFor(accept)),
    audited: auditSubjects(outcomes),
  };
}

/** By now the instances are stored: whoever accepts neither form, or says nothing, has to hear of it all the same. */
function wishedFor(request: AcceptRequest): Representation {
  try {
    return chooseRepresentation(request, [inJson, inXmlParts, inXml]);
  } catch (error) {
    if (error instanceof GatewayError) return inJson;
    throw error;
  }
}

function written(response: DicomJson, wish: Representation): Pick<Reply, 'headers' | 'body'> {
  if (wish === inXml)
    return { headers: { 'Content-Type': wish.essence }, body: [...dicomXmlChunks(response)].join('') };
  if (wish === inJson) return { headers: { 'Content-Type': wish.essence }, body: JSON.stringify(response) };
  const boundary = newBoundary();
  return {
    headers: { 'Content-Type': `multipart/related; type="${wish.essence}"; boundary=${boundary}` },
    body: writeMultipart(dicomXmlParts([{ dicomJson: response }]), boundary),
  };
}
