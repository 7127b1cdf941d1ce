import { survives } from './attack.ts';
import { guardDocuments, harmlessDocument, swellingDocuments } from './guard-documents.ts';

survives('documents for the guard (G3–G5)', guardDocuments, { warmUp: [harmlessDocument()] });

/**
 * Two threads at a time inflate 256 MiB each in pieces of 16 KiB. The C allocator keeps what they free, and gives it to the
 * next two: twenty such documents may leave no more than that.
 */
survives('documents that swell (G3)', swellingDocuments, {
  warmUp: [harmlessDocument()],
  maxHeldBytes: 768 * 1024 * 1024,
});
