/** PS3.18 Table 8.7.4-1, images: those that are made here, the default first. */
export const renderedImageTypes = ['image/jpeg', 'image/png', 'image/gif'] as const;
export type RenderedImageType = (typeof renderedImageTypes)[number];
