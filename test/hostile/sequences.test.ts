import { survives } from './attack.ts';
import { offered } from './offered-file.ts';
import { sequences } from './sequences.ts';

survives('sequences (classes 40–48)', offered(sequences));
