import type { DicomJson, DicomJsonAttribute } from '../dicom/dicom-json.ts';
import { GatewayError } from '../errors.ts';
import type { ImageSize } from './geometry.ts';
import type { InstanceSource } from './image-source.ts';
import { findCode, findNumber, itemsOf, numbersOf } from './json-values.ts';
import type { Point } from './picture-place.ts';
import { itemsFor, type ReferencedFrame } from './presentation-state.ts';
import type { ValueReader } from './value-reader.ts';

/** PS3.3 C.10.5, C.7.6.11: what a presentation state draws on its image, in the image's own pixels. */
export interface PresentedGraphics {
  readonly outlines: readonly Outline[];
  /** Outside of each of them nothing is seen. */
  readonly shutters: readonly (readonly Point[])[];
  readonly texts: readonly PlacedText[];
}

export interface Outline {
  readonly points: readonly Point[];
  readonly isFilled: boolean;
}

export interface PlacedText {
  readonly place: Point;
  readonly text: string;
}

export const noGraphics: PresentedGraphics = { outlines: [], shutters: [], texts: [] };

/** More than anybody draws by hand; what a program draws belongs into a segmentation. */
const [maxOutlines, maxPoints, maxTexts, maxTextCharacters] = [2_000, 100_000, 200, 1024];

export async function presentedGraphicsOf(
  { header: { dicomJson: state }, read }: InstanceSource,
  frame: ReferencedFrame,
  area: Area,
): Promise<PresentedGraphics> {
  const annotations = itemsFor(state, '00700001', frame);
  const drawn = annotations.flatMap((item) => itemsOf(item, '00700009'));
  if (drawn.length > maxOutlines) throw tooMuch();
  const outlines = (await Promise.all(drawn.map((item) => outlineOf(item, area, read)))).flat();
  const texts = annotations.flatMap((item) => itemsOf(item, '00700008').flatMap((each) => textOf(each, area)));
  const points = outlines.reduce((sum, outline) => sum + outline.points.length, 0);
  if (points > maxPoints || texts.length > maxTexts) throw tooMuch();
  return { outlines, texts, shutters: shuttersOf(state) };
}

const tooMuch = () =>
  new GatewayError(
    'rendering-too-large',
    `The presentation state draws more than ${maxOutlines} lines, ${maxPoints} points or ${maxTexts} texts.`,
  );

type Area = ImageSize & { readonly left: number; readonly top: number };

/** PS3.3 C.10.5.1: pixels of the image, or shares of what is displayed of it. */
function inPixels(points: readonly Point[], units: string | undefined, area: Area): readonly Point[] {
  if (units !== 'DISPLAY') return points;
  return points.map(([x, y]) => [area.left + x * area.width, area.top + y * area.height]);
}

async function outlineOf(item: DicomJson, area: Area, read: ValueReader): Promise<readonly Outline[]> {
  const numbers = await floatsOf(item['00700022'], read);
  const points = inPixels(pairsOf(numbers), findCode(item, '00700005'), area);
  const shape = shapes[findCode(item, '00700023') ?? ''];
  const drawn = shape?.(points) ?? [];
  return drawn.length === 0 ? [] : [{ points: drawn, isFilled: findCode(item, '00700024') === 'Y' }];
}

/** Long lines are beside the header, as every long value. */
async function floatsOf(attribute: DicomJsonAttribute | undefined, read: ValueReader): Promise<readonly number[]> {
  if (attribute?.BulkDataURI === undefined) return numbersOf(attribute);
  const bytes = (await read(attribute)) ?? Buffer.alloc(0);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getFloat32(index * 4, true));
}

type Shape = (points: readonly Point[]) => readonly Point[];

const shapes: Readonly<Record<string, Shape>> = {
  POLYLINE: (points) => points,
  INTERPOLATED: (points) => points,
  POINT: ([point]) => (point === undefined ? [] : ellipse(point, [1.5, 0], [0, 1.5])),
  CIRCLE: ([center, edge]) =>
    center === undefined || edge === undefined ? [] : circle(center, distance(center, edge)),
  ELLIPSE: ([a, b, c, d]) => (a && b && c && d ? ellipse(between(a, b), half(a, b), half(c, d)) : []),
};

const between = ([x1, y1]: Point, [x2, y2]: Point): Point => [(x1 + x2) / 2, (y1 + y2) / 2];
const half = ([x1, y1]: Point, [x2, y2]: Point): Point => [(x2 - x1) / 2, (y2 - y1) / 2];
const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);
const circle = (center: Point, radius: number): readonly Point[] => ellipse(center, [radius, 0], [0, radius]);

/** As corners, so that it can be turned and stretched like everything else. */
function ellipse([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): readonly Point[] {
  return Array.from({ length: 73 }, (_, index): Point => {
    const [cos, sin] = [Math.cos((index * Math.PI) / 36), Math.sin((index * Math.PI) / 36)];
    return [x + ax * cos + bx * sin, y + ay * cos + by * sin];
  });
}

function pairsOf(numbers: readonly number[]): readonly Point[] {
  const whole = Array.from(
    { length: Math.floor(numbers.length / 2) },
    (_, index): Point => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0],
  );
  return whole.every((pair) => pair.every(Number.isFinite)) ? whole : [];
}

/** At its box, or at what it points to. */
function textOf(item: DicomJson, area: Area): readonly PlacedText[] {
  const text = item['00700006']?.Value?.[0];
  const isBoxed = item['00700010'] !== undefined;
  const units = findCode(item, isBoxed ? '00700003' : '00700004');
  const [place] = inPixels(pairsOf(numbersOf(item[isBoxed ? '00700010' : '00700014'])), units, area);
  if (typeof text !== 'string' || place === undefined) return [];
  return [{ place, text: text.slice(0, maxTextCharacters) }];
}

/** PS3.3 C.7.6.11: rows come before columns here. */
function shuttersOf(state: DicomJson): readonly (readonly Point[])[] {
  const kinds = (state['00181600']?.Value ?? []).map((kind) => String(kind).trim().toUpperCase());
  const number = (tag: string, position = 0) => findNumber(state, tag, position) ?? 0;
  const outlines: Readonly<Record<string, () => readonly Point[]>> = {
    RECTANGULAR: () =>
      rectangle(number('00181602'), number('00181606'), number('00181604') - 1, number('00181608') - 1),
    CIRCULAR: () => circle([number('00181610', 1) - 0.5, number('00181610') - 0.5], number('00181612')),
    POLYGONAL: () => pairsOf(numbersOf(state['00181620'])).map(([row, column]) => [column - 0.5, row - 0.5]),
  };
  return kinds.map((kind) => outlines[kind]?.() ?? []).filter((points) => points.length > 2);
}

const rectangle = (left: number, top: number, right: number, bottom: number): readonly Point[] => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
