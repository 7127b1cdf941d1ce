import { survives } from './attack.ts';
import { offered } from './offered-file.ts';
import { textAndIdentity } from './text-and-identity.ts';

survives('texts and identities (classes 63–71)', offered(textAndIdentity));
