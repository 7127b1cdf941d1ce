import { survives } from './attack.ts';
import { httpWire } from './http-wire.ts';

survives('bytes on the wire (H3, H4, H9, H10, H14–H17, H20, H22)', httpWire);
