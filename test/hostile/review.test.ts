import { survives } from './attack.ts';
import { review } from './review.ts';

survives('reviews (G10–G13)', review);
