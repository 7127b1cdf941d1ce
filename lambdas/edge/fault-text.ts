import type { z } from 'zod';

/** What is wrong with what was sent, by the names of our own fields: a name that is not ours may be anything. */
export function faultText({ issues }: z.ZodError): string {
  const faults = issues.map(({ code, path, message }) => {
    if (code === 'unrecognized_keys') return 'there is a name that is not known here';
    return path.length === 0 ? message : `${path.join('.')}: ${message}`;
  });
  return `${[...new Set(faults)].join('; ')}.`;
}
