import { survives } from './attack.ts';
import { offered } from './offered-file.ts';
import { pixels } from './pixel.ts';

survives('pixel data (classes 49–62)', offered(pixels));
