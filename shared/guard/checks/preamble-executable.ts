import type { Check } from '../check.ts';
import { findActiveKind } from '../file-kinds.ts';

/** CVE-2019-11687: PS3.10 7.1 leaves 128 bytes to anybody, and they decide what a computer takes the file for. */
export const preambleExecutable: Check = {
  id: 'preamble-executable',
  about:
    'The preamble makes the file a program, a script, a web page, an archive or a PDF as well, so that a computer may run or open it.',
  *inspect({ content }) {
    const kind = findActiveKind(content.preamble);
    if (kind !== undefined) yield { carrier: 'preamble', path: 'preamble', detail: kind };
  },
};
