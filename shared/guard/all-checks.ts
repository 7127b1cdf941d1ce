import type { Check } from './check.ts';
import { burnedInContradiction } from './checks/burned-in-contradiction.ts';
import { documentContradiction } from './checks/document-contradiction.ts';
import { embeddedExecutable } from './checks/embedded-executable.ts';
import { iconImage } from './checks/icon-image.ts';
import { modalityContradiction } from './checks/modality-contradiction.ts';
import { preambleExecutable } from './checks/preamble-executable.ts';
import { preambleOther } from './checks/preamble-other.ts';
import { preambleTiff } from './checks/preamble-tiff.ts';
import { severalIdentifiers } from './checks/several-identifiers.ts';

/** What looks at every instance as a whole; what comes of a hit is the policy's business. */
export const allChecks: readonly Check[] = [
  preambleExecutable,
  preambleTiff,
  preambleOther,
  embeddedExecutable,
  documentContradiction,
  burnedInContradiction,
  modalityContradiction,
  iconImage,
  severalIdentifiers,
];
