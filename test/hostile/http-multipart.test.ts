import { survives } from './attack.ts';
import { httpMultipart } from './http-multipart.ts';

survives('multipart bodies (H1–H14, H18)', httpMultipart);
