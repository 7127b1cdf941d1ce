import { luhnDigit } from './check-digits.ts';
import type { Random } from './random.ts';
import { reportSentence } from './report-sentences.ts';

export interface HardNegative {
  readonly kind: string;
  readonly text: string;
}

/** Numbers and words of machines, which look like identifiers and are nobody's. Each at most 64 characters. */
const makers: Readonly<Record<string, (random: Random) => string>> = {
  'protocol name': (r) =>
    r.pick([
      `5.${r.whole(1, 30)} ABD_PEL_W/O 3.0 B30f`,
      't1_mprage_sag_p2_iso_1.0',
      `ep2d_diff_3scan_trace_p2_b${r.whole(0, 50)}_${r.whole(400, 1000)}`,
      `${r.whole(1, 9)}.1 Thorax 1.0 I70f ${r.whole(1, 3)}`,
      'Ax T2 FLAIR FS PROPELLER 5mm',
      `CCTA_${r.whole(60, 80)}%_0.6_BestDiast`,
      'LUNG LOW DOSE 1.25 x 0.625 STND',
      `C-SPINE ROUTINE ${r.whole(100, 140)}kV@${r.whole(100, 300)}mA`,
      'MONO 70keV@1.5T ISO 0.9.Tra',
    ]),
  'software version': (r) =>
    r.pick([
      r.chance(0.3)
        ? `ImageServer ${r.whole(1, 12)}.${r.whole(0, 9)}.${r.whole(0, 9)}.${r.whole(1, 250)}`
        : `VE11C SP${r.whole(1, 4)}`,
      `syngo CT VB${r.whole(10, 40)}A`,
      `Release ${r.whole(5, 20)}.${r.whole(0, 9)}.${r.whole(0, 20)}.${r.whole(1, 99)}`,
      `v${r.whole(1, 9)}.${r.whole(0, 20)}.${r.whole(0, 30)}.${r.whole(0, 99)}`,
      `build ${r.whole(10, 40)}.${r.whole(0, 40)}.${r.whole(0, 40)}.${r.whole(0, 99)}`,
      `LX\\MR Software release:DV26.0_R0${r.whole(1, 5)}_${r.digits(4)}.b`,
      `sw version ${r.whole(1, 9)}.${r.whole(1, 9)}.${r.whole(1, 9)}.${r.whole(1, 9)}`,
    ]),
  'device serial': (r) =>
    r.pick([
      r.digits(5),
      `SN-${r.digits(6)}`,
      `CT${r.digits(7)}`,
      `00000${r.digits(6)}CT0${r.whole(1, 4)}`,
      `${r.letters(3)}${r.digits(8)}${r.letters(1)}`,
      `${r.digits(4)}/${r.digits(4)}`,
    ]),
  'bare number': (r) => r.pick([r.digits(9), r.digits(10), r.digits(11), r.digits(12), r.digits(16), r.digits(8)]),
  'number list': (r) =>
    Array.from({ length: r.whole(5, 9) }, () =>
      r.pick(['80', '100', '120', '140', '0.625', '512', '-1024', '1.5', '250']),
    ).join(r.pick([' ', ', ', '/', '-', ';'])),
  'grouped number': (r) =>
    r.pick([
      `${r.whole(100, 199)}-${r.whole(100, 640)}-${r.whole(1000, 2048)}`,
      `${r.whole(256, 1024)}x${r.whole(256, 1024)}x${r.whole(20, 400)}`,
      `${r.digits(2)}-${r.digits(3)}-${r.digits(2)}`,
      `${r.digits(4)}-${r.digits(4)}`,
      `0-${r.whole(100, 900)}-${r.whole(1000, 2000)}`,
      `${r.digits(3)}.${r.digits(3)}.${r.digits(3)}`,
    ]),
  'accession-like': (r) =>
    r.pick([
      `S${r.whole(19, 25)}-${r.digits(5)}`,
      `${r.letters(2)}${r.digits(6)}`,
      `${r.whole(2019, 2025)}-${r.digits(6)}`,
      `REQ${r.digits(7)}`,
    ]),
  'lot and device id': (r) =>
    r.pick([
      `LOT ${r.digits(8)}`,
      `(01)0${r.digits(13)}(17)2${r.digits(5)}(10)${r.letters(1)}${r.digits(5)}`,
      `REF ${r.digits(4)}-${r.digits(3)}`,
      `batch ${r.letters(1)}${r.digits(7)}`,
      `GTIN 0${r.digits(13)}`,
    ]),
  'date and time': (r) =>
    r.pick([
      `${r.whole(2015, 2025)}-0${r.whole(1, 9)}-${r.whole(10, 28)} ${r.whole(10, 23)}:${r.whole(10, 59)}:${r.whole(10, 59)}.${r.digits(3)}`,
      `${r.whole(2015, 2025)}0${r.whole(1, 9)}${r.whole(10, 28)}`,
      `${r.whole(10, 28)}.0${r.whole(1, 9)}.20${r.whole(15, 25)}`,
      `cal. ${r.whole(1, 12)}/${r.whole(10, 28)}/20${r.whole(15, 25)}`,
    ]),
  'hex and base64': (r) =>
    r.pick([
      r.letters(32, '0123456789abcdef'),
      `0x${r.letters(8, '0123456789ABCDEF')}`,
      r.letters(40, '0123456789abcdef'),
      r.bytes(33).toString('base64'),
      `{${r.letters(8, '0123456789ABCDEF')}-${r.letters(4, '0123456789ABCDEF')}-4${r.letters(3, '0123456789ABCDEF')}-${r.letters(12, '0123456789ABCDEF')}}`,
    ]),
  'body part and view': (r) =>
    r.pick([
      '12 lead ST',
      '2 view AP Lat',
      '3 Chamber',
      '16 slice CT',
      'LT HAND 3 VW',
      'C-SPINE 5 VWS',
      'T2 SAG 5 mm',
      'HEAD W/O',
      'ROSENBERG VIEW',
      '8 Ch Knee Coil',
      'St. p. TEP',
      'BRUST CC LI',
    ]),
  'invalid number': (r) =>
    r.pick([
      `000-${r.digits(2)}-${r.digits(4)}`,
      `666-${r.digits(2)}-${r.digits(4)}`,
      `${r.digits(3)}-00-${r.digits(4)}`,
      wrongCard(r),
    ]),
  'dose and unit': (r) =>
    r.pick([
      `Omnipaque ${r.whole(300, 370)} ${r.whole(50, 120)}ml`,
      `Gadovist ${r.whole(5, 10)}.${r.digits(1)} ml IV`,
      `FDG ${r.whole(200, 450)} MBq`,
      `DLP ${r.whole(100, 999)}.${r.digits(2)}`,
      `${r.whole(300, 4000)} mGycm2`,
    ]),
  sentence: (r) => reportSentence(r).slice(0, 64),
};

function wrongCard(random: Random): string {
  const body = `4${random.digits(14)}`;
  return `${body}${(Number(luhnDigit(body)) + random.whole(1, 9)) % 10}`;
}

const kinds = Object.keys(makers);

export function technicalText(random: Random): HardNegative {
  const kind = random.pick(kinds);
  return { kind, text: makers[kind]?.(random) ?? '' };
}

export const technicalTextOf = (random: Random, kind: keyof typeof makers): string => makers[kind]?.(random) ?? '';
