import { survives } from './attack.ts';
import { guardDocuments, harmlessDocument, swellingDocuments } from './guard-documents.ts';

survives('documents for the guard (G3–G5)', guardDocuments, { warmUp: [harmlessDocument()] });

survives('documents that swell (G3)', swellingDocuments, { warmUp: [harmlessDocument()] });
