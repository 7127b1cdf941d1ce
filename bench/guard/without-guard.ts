import { registerHooks } from 'node:module';

/**
 * For `node --import`: a gateway that inspects nothing, to measure what inspecting costs. The product has no such switch,
 * and this one is of the bench only: it puts other modules in place of two of the store's as they are loaded.
 */
const replacements: Readonly<Record<string, string>> = {
  '/shared/guard/inspect-instance.ts': './inspect-nothing.ts',
  '/shared/dicom/part10-reader.ts': './reader-without-capture.ts',
};

registerHooks({
  resolve(specifier, context, nextResolve) {
    const resolved = nextResolve(specifier, context);
    if (context.parentURL?.includes('/bench/guard/') === true) return resolved;
    const replaced = Object.entries(replacements).find(([path]) => resolved.url.endsWith(path));
    return replaced === undefined ? resolved : { ...resolved, url: new URL(replaced[1], import.meta.url).href };
  },
});
