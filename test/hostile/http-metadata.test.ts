import { survives } from './attack.ts';
import { httpMetadata } from './http-metadata.ts';

survives('metadata and bulk data (72, H18, M1, M2)', httpMetadata);
