import { type LookupTable, lookUp } from './lookup-table.ts';
import { type VoiWindow, windowed } from './voi-window.ts';

/** PS3.3 C.11.1: from stored values to those that a window is given in. */
export type ModalityTransform =
  | { readonly kind: 'rescale'; readonly slope: number; readonly intercept: number }
  | { readonly kind: 'table'; readonly table: LookupTable };

/** PS3.3 C.11.2: which of them are shown. `extent`: all that the frame has, where nobody says. */
export type VoiTransform =
  | { readonly kind: 'window'; readonly window: VoiWindow }
  | { readonly kind: 'table'; readonly table: LookupTable }
  | { readonly kind: 'extent' };

/** PS3.3 C.11.6: what is shown becomes P-Values as they are, turned round, or by a table. */
export type PresentationTransform =
  | { readonly kind: 'identity' | 'inverse' }
  | { readonly kind: 'table'; readonly table: LookupTable };

/** PS3.3 C.7.5.1.1.2: stored values that are no image; both ends belong to them. */
export interface PaddingRange {
  readonly from: number;
  readonly to: number;
}

/** All that happens to the values of a greyscale frame (PS3.4 N.2.1). */
export interface GreyPlan {
  readonly kind: 'grey';
  readonly modality: ModalityTransform;
  readonly voi: VoiTransform;
  readonly presentation: PresentationTransform;
  readonly padding?: PaddingRange;
}

export function modalityValueOf(modality: ModalityTransform): (stored: number) => number {
  if (modality.kind === 'table') return (stored) => lookUp(modality.table, stored);
  const { slope, intercept } = modality;
  return (stored) => stored * slope + intercept;
}

export type Extent = readonly [least: number, greatest: number];

/** Modality, VOI and presentation in their order: from a stored value to 0…255; padding is black. */
export function greyTransform(plan: GreyPlan, extent: () => Extent): (stored: number) => number {
  const toModality = modalityValueOf(plan.modality);
  const toShare = shareOf(plan.voi, extent);
  const toPresentation = presentationOf(plan.presentation);
  const { padding } = plan;
  return (stored) => {
    if (padding !== undefined && stored >= padding.from && stored <= padding.to) return 0;
    return toPresentation(toShare(toModality(stored)));
  };
}

/** To 0…1. */
function shareOf(voi: VoiTransform, extent: () => Extent): (value: number) => number {
  if (voi.kind === 'window') return windowed(voi.window);
  if (voi.kind === 'table') return (value) => lookUp(voi.table, value) / voi.table.maxEntry;
  const [least, greatest] = extent();
  const range = greatest - least || 1;
  return (value) => Math.min(Math.max((value - least) / range, 0), 1);
}

function presentationOf(presentation: PresentationTransform): (share: number) => number {
  if (presentation.kind === 'table') return byTable(presentation.table);
  if (presentation.kind === 'inverse') return (share) => Math.round((1 - share) * 255);
  return (share) => Math.round(share * 255);
}

function byTable(table: LookupTable): (share: number) => number {
  const last = table.entries.length - 1;
  return (share) => Math.round((lookUp(table, table.firstMapped + share * last) / table.maxEntry) * 255);
}
