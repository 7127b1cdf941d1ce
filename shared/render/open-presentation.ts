import type { Authorized } from '../access/authorize.ts';
import { findText } from '../dicom/json-numbers.ts';
import { isUid, type Uid } from '../dicom/uid.ts';
import { GatewayError } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import type { InstanceLocation } from '../ports/study-index.ts';
import { locateInstance } from '../retrieve/locate.ts';
import { type ImageSource, type InstanceSource, imageOf, openInstance } from './image-source.ts';
import { itemsOf } from './json-values.ts';

type ReadPermit = Authorized<'study.read' | 'study.thumbnail'>;
type Ports = Pick<Gateway, 'archive' | 'index'>;

const root = '1.2.840.10008.5.1.4.1.1.11';
/** Grayscale and Color Softcopy Presentation State; the others blend, colour or compute. */
const understood: ReadonlySet<string> = new Set([`${root}.1`, `${root}.2`]);

export const isPresentationState = ({ sopClassUid }: Pick<InstanceLocation, 'sopClassUid'>): boolean =>
  understood.has(sopClassUid);

/** The first image that a state is about, as it shows it (PS3.18 10.4.3.3.3). */
export async function openPresented(permit: ReadPermit, state: InstanceLocation, ports: Ports): Promise<ImageSource> {
  const presentation = await openInstance(permit, state, ports.archive);
  const [reference] = referencesOf(presentation);
  if (reference === undefined) throw notPresentable();
  const key = { studyUid: state.key.studyUid, ...reference };
  const image = await openInstance(permit, await locateInstance(permit, key, ports.index), ports.archive);
  return { ...imageOf(image), presentation };
}

/** PS3.18 9.5.2: an image as the state shows it that the request names; the state has to be about the image. */
export async function presentedBy(
  permit: ReadPermit,
  image: ImageSource,
  { state, ports }: { readonly state: InstanceLocation; readonly ports: Ports },
): Promise<ImageSource> {
  const presentation = await openInstance(permit, state, ports.archive);
  const isAbout = ({ sopInstanceUid }: Reference) => sopInstanceUid === image.header.key.sopInstanceUid;
  if (!isPresentationState(state) || !referencesOf(presentation).some(isAbout)) {
    throw new GatewayError(
      'query-invalid',
      'presentationUID names no grayscale or color presentation state of this image.',
    );
  }
  return { ...image, presentation };
}

interface Reference {
  readonly seriesUid: Uid;
  readonly sopInstanceUid: Uid;
}

/** PS3.3 C.11.11, Referenced Series Sequence. */
function referencesOf({ header: { dicomJson } }: InstanceSource): readonly Reference[] {
  return itemsOf(dicomJson, '00081115').flatMap((series) => {
    const seriesUid = findText(series, '0020000E') ?? '';
    return itemsOf(series, '00081140').flatMap((image) => {
      const sopInstanceUid = findText(image, '00081155') ?? '';
      return isUid(seriesUid) && isUid(sopInstanceUid) ? [{ seriesUid, sopInstanceUid }] : [];
    });
  });
}

const notPresentable = () =>
  new GatewayError('media-type-not-acceptable', 'This presentation state is about no image that could be shown.');
