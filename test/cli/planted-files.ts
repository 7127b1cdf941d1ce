import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makeCt } from '../makers/make-ct.ts';
import { element } from '../makers/part10.ts';

/** Identifiers of nobody, which no output may hold. */
export const planted = {
  ssn: '212-45-6789',
  phone: '212-555-0134',
  mail: 'jane.roe@example.org',
  name: 'Quillfeather',
  patientId: 'MRN-80417-Q',
} as const;

export interface PlantedFolder extends AsyncDisposable {
  readonly path: string;
  put(name: string, bytes: Uint8Array): Promise<string>;
}

export async function emptyFolder(): Promise<PlantedFolder> {
  const path = await mkdtemp(join(tmpdir(), 'portcullis-cli-'));
  return {
    path,
    put: async (name, bytes) => {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, bytes);
      return file;
    },
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  };
}

const patient = { patientName: `${planted.name}^Ada`, patientId: planted.patientId, rows: 8, columns: 8 };

export const cleanFile = (): Buffer => makeCt(patient).bytes;

export const fileWithComment = (comment: string): Buffer =>
  makeCt({ ...patient, extra: [element('00104000', 'LT', comment)] }).bytes;

/** One file of each kind, and a link that leads back up. */
export async function plantedFolder(): Promise<PlantedFolder> {
  const folder = await emptyFolder();
  const program = cleanFile();
  program.write('MZ\x90\0\x03', 'latin1');
  await folder.put('clean', cleanFile());
  await folder.put('a/flagged.dcm', fileWithComment(`Call ${planted.phone}`));
  await folder.put('a/b/held', fileWithComment(`SSN ${planted.ssn} of ${planted.mail}`));
  await folder.put('a/b/program.dcm', program);
  await folder.put('a/torn', cleanFile().subarray(0, 500));
  await folder.put('notes.txt', Buffer.from(`Not an image. Call ${planted.phone}.\n`.repeat(10)));
  await symlink(folder.path, join(folder.path, 'a', 'loop'));
  return folder;
}
