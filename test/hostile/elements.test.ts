import { survives } from './attack.ts';
import { elements, headerOfManyValues } from './elements.ts';
import { offered } from './offered-file.ts';

survives('elements (classes 24–39)', offered(elements), { warmUp: [headerOfManyValues()] });
