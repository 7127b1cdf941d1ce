import type { Check } from '../check.ts';

/** PS3.3 C.7.6.1.1.6: a small copy of the picture, which whoever blanks the picture forgets. */
export const iconImage: Check = {
  id: 'icon-image',
  about:
    'An Icon Image Sequence (0088,0200) is there: a copy of a picture that may show what the picture no longer does.',
  *inspect({ content }) {
    for (const path of content.icons) yield { carrier: 'printable-bytes', path };
  },
};
