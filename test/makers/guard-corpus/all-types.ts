import { addresses } from './addresses.ts';
import { contacts } from './contacts.ts';
import { echoes } from './echoes.ts';
import { europeanNumbers } from './european-numbers.ts';
import { financialNumbers } from './financial.ts';
import { networksAndSecrets } from './networks-and-secrets.ts';
import { otherNumbers } from './other-numbers.ts';
import { recordsAndAges } from './records-and-ages.ts';
import { usNumbers } from './us-numbers.ts';
import type { PlantType } from './written.ts';

/** Every kind of identifier that the corpus plants, by the detector that should name it. */
export const allTypes: readonly PlantType[] = [
  ...usNumbers,
  ...financialNumbers,
  ...contacts,
  ...networksAndSecrets,
  ...addresses,
  ...recordsAndAges,
  ...echoes,
  ...europeanNumbers,
  ...otherNumbers,
];
