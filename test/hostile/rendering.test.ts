import { survives } from './attack.ts';
import { renderings } from './rendering.ts';

/** Threads that drew stay for half a minute, and libvips with them. */
survives('renderings (R1–R7)', renderings, { maxHeldBytes: 192 * 1024 * 1024 });
