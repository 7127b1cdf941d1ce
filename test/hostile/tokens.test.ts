import { survives } from './attack.ts';
import { tokens } from './tokens.ts';

survives('tokens (H23)', tokens);
