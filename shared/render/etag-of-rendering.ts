import type { Representation } from '../dicomweb/accept.ts';
import { validatorHeaders } from '../dicomweb/etag.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { etagOfInstances } from '../retrieve/etag-of-instances.ts';
import type { Retrieved } from '../retrieve/retrieved.ts';
import type { Renderable } from './renderable.ts';

/** Goes up when the same instance is drawn or written differently. */
const renderingVersion = 1;

export interface DrawnVariant {
  readonly representation: Representation;
  readonly publicBaseUrl: string;
  /** All that a request says of how it wants to see them. */
  readonly asked: readonly string[];
}

/** A picture is a pure function of the instance's bytes, of what was asked, and of this program. */
export function etagOfRendering(locations: readonly InstanceLocation[], { asked, ...variant }: DrawnVariant): string {
  return etagOfInstances(locations, { ...variant, part: ['rendering', renderingVersion, ...asked].join(' ') });
}

/** What a presentation state shows depends on another instance too, whose bytes the tag does not know. */
export function withValidator(sent: Retrieved, shown: Renderable | undefined, etag: string): Retrieved {
  if (shown?.kind === 'image' && shown.source.presentation !== undefined) return sent;
  return { ...sent, headers: { ...sent.headers, ...validatorHeaders(etag) } };
}
