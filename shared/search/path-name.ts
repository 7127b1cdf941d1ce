import type { AttributePath } from '../dicom/attribute-path.ts';

/** One name for one path: a private step is named by its creator, whatever block a query or a data set has for it. */
export function pathName(path: AttributePath): string {
  return path
    .map(({ tag, privateCreator }) =>
      privateCreator === undefined ? tag : `${tag.slice(0, 4)}10${tag.slice(6)}[${privateCreator}]`,
    )
    .join('.');
}
