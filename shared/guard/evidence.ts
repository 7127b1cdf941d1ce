import type { InstanceContent } from '../dicom/instance-content.ts';
import type { InstanceHeader } from '../dicom/instance-header.ts';

/** All that came with one instance, for the guard to look at. */
export interface Evidence {
  readonly header: InstanceHeader;
  readonly content: InstanceContent;
  /** Values of the part's headers besides its media type (`Content-Location`, `Content-Disposition`): senders put names there. */
  readonly partHeaders: readonly string[];
}
