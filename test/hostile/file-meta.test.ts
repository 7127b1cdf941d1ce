import { survives } from './attack.ts';
import { fileMetas } from './file-meta.ts';
import { offered } from './offered-file.ts';

survives('file meta information (classes 13–23)', offered(fileMetas));
