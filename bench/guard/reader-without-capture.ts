import type { InstanceContent } from '../../shared/dicom/instance-content.ts';
import { type Part10ReaderOptions, Part10Reader as ReaderWithCapture } from '../../shared/dicom/part10-reader.ts';

/** In place of the store's reader, while the bench measures what keeping content for the guard costs. */
export class Part10Reader extends ReaderWithCapture {
  constructor({ capture: _, ...options }: Part10ReaderOptions = {}) {
    super(options);
  }

  override content(): InstanceContent {
    return {
      preamble: Buffer.alloc(0),
      isDeflated: false,
      fileMeta: [],
      values: [],
      segments: [],
      icons: [],
      originalAttributes: { insertAt: 0, isThere: false, encoding: { bigEndian: false, explicit: true } },
      cut: [],
    };
  }
}
