import { survives } from './attack.ts';
import { container } from './container.ts';
import { offered } from './offered-file.ts';

survives('containers (classes 1–12)', offered(container));
