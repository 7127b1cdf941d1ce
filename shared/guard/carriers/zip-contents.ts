import type { DocumentContents, DocumentTask } from './document-contents.ts';
import { takeParts } from './take-parts.ts';
import { zipNames } from './zip-names.ts';

/** Entries that are compressed stay unread, and so do all but the names. */
export function zipContents({ bytes, isCut, maxCharacters }: DocumentTask): DocumentContents {
  const { names, isStored } = zipNames(bytes);
  const { parts, isWhole } = takeParts([{ detail: 'zip entry names', text: names.join('\n') }], maxCharacters);
  return {
    parts,
    isReadable: isStored && isWhole && !isCut,
    hasActiveContent: names.some((name) => programName.test(name)),
    isUnderstood: false,
  };
}

const programName = /\.(?:bat|cmd|com|dll|exe|hta|jar|js|lnk|msi|ps1|scr|sh|vbs|wsf)$/i;
