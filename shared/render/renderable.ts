import type { Authorized } from '../access/authorize.ts';
import { transferSyntaxes } from '../dicom/transfer-syntaxes.ts';
import { compressedEssence } from '../dicomweb/compressed-media-types.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { type ImageSource, type InstanceSource, imageOf, openInstance } from './image-source.ts';
import { isPresentationState, openPresented } from './open-presentation.ts';

/** PS3.18 8.7.2: the kinds of instances, by how they can be shown to people. */
export type Renderable =
  | { readonly kind: 'image'; readonly location: InstanceLocation; readonly source: ImageSource }
  | {
      readonly kind: 'video';
      readonly location: InstanceLocation;
      readonly source: InstanceSource;
      readonly essence: string;
    }
  | {
      readonly kind: 'document';
      readonly location: InstanceLocation;
      readonly source: InstanceSource;
      readonly essence: string;
    }
  | { readonly kind: 'report'; readonly location: InstanceLocation; readonly source: InstanceSource };

/** Fails with 406 for what nobody can look at: objects of geometry, waveforms, raw data. */
export async function renderableOf(
  permit: Authorized<'study.read' | 'study.thumbnail'>,
  location: InstanceLocation,
  ports: Pick<Gateway, 'archive' | 'index'>,
): Promise<Renderable> {
  if (isPresentationState(location)) {
    return { kind: 'image', location, source: await openPresented(permit, location, ports) };
  }
  const source = await openInstance(permit, location, ports.archive);
  const kind = renderableKindOf(location);
  if (kind === 'image') return { kind, location, source: imageOf(source) };
  if (kind === 'video') return { kind, location, source, essence: compressedEssence(location.transferSyntaxUid) ?? '' };
  if (kind === 'report') return { kind, location, source };
  const essence = documentEssence(source);
  if (kind === 'document' && essence !== undefined) return { kind, location, source, essence };
  throw new GatewayError(
    'media-type-not-acceptable',
    'This instance has nothing that can be shown as a picture or a text; retrieve it as application/dicom.',
  );
}

const root = '1.2.840.10008.5.1.4.1.1';

/** From the index alone, so that a series of a thousand instances costs one query to look through. */
export function renderableKindOf(location: InstanceLocation): Renderable['kind'] | undefined {
  const { frames, transferSyntaxUid, sopClassUid } = location;
  if (sopClassUid.startsWith(`${root}.104.`)) return 'document';
  if (sopClassUid.startsWith(`${root}.88.`)) return 'report';
  if (isPresentationState(location)) return 'image';
  if (transferSyntaxes.get(transferSyntaxUid)?.codec === 'video') return 'video';
  return frames === undefined ? undefined : 'image';
}

/** PS3.3 C.24.2, MIME Type of Encapsulated Document: of what can be read by people. */
function documentEssence({ header: { dicomJson } }: InstanceSource): string | undefined {
  const declared = dicomJson['00420012']?.Value?.[0];
  const essence = typeof declared === 'string' ? declared.trim().toLowerCase() : undefined;
  return essence === 'application/pdf' || essence === 'text/xml' ? essence : undefined;
}
