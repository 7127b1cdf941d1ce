import { data, log } from 'dcmjs';
import type { ByteRange } from '../../shared/dicom/byte-range.ts';
import type { DicomJson, DicomJsonAttribute } from '../../shared/dicom/dicom-json.ts';
import type { BulkValue, InstanceHeader } from '../../shared/dicom/instance-header.ts';
import { type Difference, explain, isReadAsUnknown } from './known-differences.ts';

interface TheirElement {
  readonly vr: string;
  readonly Value?: readonly unknown[];
}

type TheirDataSet = Readonly<Record<string, TheirElement | undefined>>;

export interface ExplainedDifference extends Difference {
  readonly path: string;
  /** The name of a known difference; `undefined` for one that nobody has explained. */
  readonly reason: string | undefined;
}

export interface Comparison {
  readonly equalAttributes: number;
  readonly differences: readonly ExplainedDifference[];
}

/** Every attribute of our header beside what dcmjs, which wrote its own parser, reads from the same bytes. */
export function compareWithDcmjs(bytes: Uint8Array, header: InstanceHeader): Comparison {
  log.setLevel('silent');
  const { dict } = data.DicomMessage.readFile(Uint8Array.from(bytes).buffer);
  const differences: ExplainedDifference[] = [];
  const isDeflated = header.transferSyntaxUid === deflated;
  const file = isDeflated ? undefined : Buffer.from(bytes);
  const walk = { file, bulk: header.bulk, path: '', equalAttributes: 0, differences };
  compareDataSets(header.dicomJson, dict as TheirDataSet, walk);
  return { equalAttributes: walk.equalAttributes, differences };
}

interface Walk {
  /** The file's bytes, where offsets are offsets into them. */
  readonly file: Buffer | undefined;
  readonly bulk: Readonly<Record<string, BulkValue>>;
  readonly path: string;
  equalAttributes: number;
  readonly differences: ExplainedDifference[];
}

function compareDataSets(ours: DicomJson, theirs: TheirDataSet, walk: Walk): void {
  for (const tag of new Set([...Object.keys(ours), ...Object.keys(theirs)])) {
    compareAttributes({ tag, ours: ours[tag], theirs: theirs[tag] }, walk);
  }
}

interface Pair {
  readonly tag: string;
  readonly ours: DicomJsonAttribute | undefined;
  readonly theirs: TheirElement | undefined;
}

function compareAttributes({ tag, ours, theirs }: Pair, walk: Walk): void {
  const ourItems = ours?.vr === 'SQ' ? ours.Value : undefined;
  const theirItems = theirs?.vr === 'SQ' ? theirs.Value : undefined;
  const isUnread = ourItems?.some((item, index) => isReadAsUnknown(item, theirItems?.[index]));
  if (ourItems !== undefined && ourItems.length === theirItems?.length && !isUnread) {
    compareItems(
      ourItems as readonly DicomJson[],
      theirItems as readonly TheirDataSet[],
      { ...walk, path: walk.path + tag },
      walk,
    );
    return;
  }
  const difference = { tag, ours: plain(ours, walk), theirs: plainTheirs(theirs) };
  if (JSON.stringify(difference.ours) === JSON.stringify(difference.theirs)) walk.equalAttributes += 1;
  else walk.differences.push({ ...difference, path: walk.path + tag, reason: explain(difference) });
}

function compareItems(ours: readonly DicomJson[], theirs: readonly TheirDataSet[], at: Walk, total: Walk): void {
  ours.forEach((item, index) => {
    const inside = { ...at, path: `${at.path}.${index}.`, equalAttributes: 0 };
    compareDataSets(item, theirs[index] ?? {}, inside);
    total.equalAttributes += inside.equalAttributes;
  });
}

/** Binary is compared by its bytes; where offsets lead into an inflated data set or the value is no binary, by its length. */
function plain(attribute: DicomJsonAttribute | undefined, walk: Walk): Difference['ours'] {
  if (attribute === undefined) return undefined;
  const { vr, Value = [], InlineBinary, BulkDataURI } = attribute;
  if (InlineBinary !== undefined) return { vr, values: [Buffer.from(InlineBinary, 'base64').toString('hex')] };
  if (BulkDataURI === undefined) return { vr, values: Value };
  const runs = runsOf(walk.bulk[BulkDataURI]);
  const byteLength = runs.reduce((sum, { length }) => sum + length, 0);
  const { file } = walk;
  if (file === undefined || !binaryVrs.has(vr)) return { vr, values: [], byteLength };
  return { vr, values: runs.map(({ offset, length }) => file.toString('hex', offset, offset + length)) };
}

const deflated = '1.2.840.10008.1.2.1.99';
const binaryVrs = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

function runsOf(bulk: BulkValue | undefined): readonly ByteRange[] {
  if (bulk === undefined) return [];
  return bulk.fragments ?? [bulk];
}

function plainTheirs(element: TheirElement | undefined): Difference['theirs'] {
  if (element === undefined) return undefined;
  return { vr: element.vr, values: (element.Value ?? []).map(withoutBuffers) };
}

function withoutBuffers(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Buffer.from(value).toString('hex');
  return ArrayBuffer.isView(value)
    ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')
    : value;
}
