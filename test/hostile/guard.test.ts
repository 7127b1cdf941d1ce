import { survives } from './attack.ts';
import { guardTexts } from './guard.ts';

survives('texts for the guard (G1, G2, G6–G9)', guardTexts);
