import { authorize } from '../../shared/access/authorize.ts';
import { retrieveWadoUri } from '../../shared/render/retrieve-wado-uri.ts';
import { parseWadoUri } from '../../shared/render/wado-uri-parameters.ts';
import type { VerbHandler } from '../edge/door.ts';
import { sendRetrieved } from '../edge/send-retrieved.ts';

/** PS3.18 9: the URI Service; who may read a study by one path may read it by the other. */
export const wadoUri: VerbHandler = async (gateway, request, caller) => {
  const asked = parseWadoUri(request.query);
  const { studyUid, seriesUid, sopInstanceUid } = asked;
  const permit = authorize(caller, 'study.read', { studyUid });
  const retrieved = await retrieveWadoUri(permit, asked, request, gateway);
  return sendRetrieved(retrieved, request, { studyUid, seriesUid, sopInstanceUid });
};
