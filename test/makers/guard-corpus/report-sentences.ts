import type { Random } from './random.ts';

/** What reports are full of: numbers, dates, doses and anatomy, and nobody in them. */
const makers: readonly ((random: Random) => string)[] = [
  (r) =>
    `There is a ${r.whole(3, 29)} x ${r.whole(3, 29)} x ${r.whole(3, 29)} mm nodule in the right upper lobe (series ${r.whole(1, 9)}, image ${r.whole(10, 400)}).`,
  (r) =>
    `Compared with CT of ${r.whole(1, 12)}/${r.whole(1, 28)}/${r.whole(2018, 2025)}, the lesion measures ${r.whole(10, 40)}.${r.whole(0, 9)} mm, previously ${r.whole(10, 40)} mm.`,
  (r) =>
    `Ejection fraction ${r.whole(20, 70)}%, LVEDV ${r.whole(90, 220)} ml, heart rate ${r.whole(50, 120)} bpm, BP ${r.whole(95, 180)}/${r.whole(55, 99)}.`,
  (r) =>
    `Administered ${r.whole(60, 120)} ml of iohexol ${r.pick(['300', '350', '370'])} mg I/ml at ${r.whole(2, 5)} ml/s, lot ${r.digits(8)}, exp ${r.whole(2026, 2028)}-0${r.whole(1, 9)}.`,
  (r) =>
    `Metformin ${r.pick(['500', '850', '1000'])} mg BID, aspirin 81 mg, heparin 5000 units q8h; creatinine ${r.whole(0, 2)}.${r.whole(1, 9)}, eGFR ${r.whole(30, 89)}.`,
  (r) =>
    `L4-L5 disc bulge, ${r.whole(2, 6)} mm; L5-S1 grade 1 anterolisthesis. T12 compression fracture, ${r.whole(20, 60)}% height loss.`,
  (r) =>
    `${r.whole(18, 89)} y/o ${r.pick(['male', 'female'])} with history of asthma, s/p appendectomy ${r.whole(2001, 2020)}.`,
  (r) => `Patient is ${r.whole(30, 89)} years old and ${r.whole(150, 195)} cm tall, ${r.whole(45, 120)} kg.`,
  () => '12 lead ST segment depression in V4-V6; 2 view chest AP and Lat.',
  () => '4 Chamber view, 3 vessel disease, 64 slice CT angiogram with 5 Fr access.',
  (r) =>
    `Tumor invades 3 of ${r.whole(10, 24)} nodes, stage T2 N1 M0, SUVmax ${r.whole(2, 19)}.${r.whole(0, 9)}, 95% CI 0.${r.digits(2)}-0.9${r.digits(1)}.`,
  (r) =>
    `DLP ${r.whole(200, 1500)}.${r.digits(2)} mGy*cm, CTDIvol ${r.whole(4, 40)}.${r.digits(2)} mGy, ${r.pick(['80', '100', '120', '140'])} kVp, ${r.whole(80, 600)} mAs.`,
  (r) =>
    `TR/TE ${r.whole(400, 9000)}/${r.whole(8, 120)} ms, FOV ${r.whole(180, 500)} x ${r.whole(180, 500)}, matrix 512 x 512, NEX 2, b = 0-500-1000.`,
  (r) =>
    `Knee flexion 0-90-130 degrees, femoral neck angle ${r.whole(115, 140)} degrees, leg length ${r.whole(700, 950)} mm.`,
  (r) =>
    `Biopsy at ${r.whole(8, 17)}:${r.whole(10, 59)}, ${r.whole(2, 6)} cores, 18 gauge needle. Specimen S${r.whole(19, 25)}-${r.digits(5)}.`,
  () => 'White matter hyperintensities, brown fat uptake, long axis and short axis views, rose thorn sign absent.',
  () =>
    'Small hiatal hernia; cross section at the level of the sternum, sharp margins, best seen on the green overlay.',
  (r) =>
    `Survival 91 months in ${r.whole(90, 99)} of 112 patients; attenuation ${r.whole(90, 110)} HU; Y-90 microspheres ${r.whole(1, 4)}.${r.digits(1)} GBq.`,
  () => 'MRN pending, DOB unknown, SSN not available, NHS Trust policy 2024 applies, Medicare guidelines reviewed.',
  () => 'Phone consult 10 min. Discussed with the ward at 14:30; call schedule week 32/2024.',
  (r) =>
    `Birth weight ${r.whole(2200, 4100)} g, birth defect excluded, gestational age ${r.whole(24, 41)} weeks ${r.whole(0, 6)} days.`,
  (r) =>
    `Smith fracture of the distal radius; Gleason 3+4=7; PSA ${r.whole(1, 40)}.${r.digits(1)}; prostate ${r.whole(20, 120)} cc.`,
  (r) =>
    `Kontrastmittel ${r.whole(60, 120)} ml, Flussrate 3,5 ml/s, Rundherd ${r.whole(3, 20)} mm im Segment ${r.whole(1, 8)}, Kontrolle in 6 Monaten.`,
  (r) =>
    `Nodule de ${r.whole(3, 20)} mm, rapport E/A 1,${r.digits(1)}, injection de ${r.whole(60, 120)} ml, examen du ${r.whole(10, 28)}/0${r.whole(1, 9)}/2023.`,
  (r) =>
    `Nódulo de ${r.whole(3, 20)} mm; ángulo de Cobb ${r.whole(5, 50)} grados; calle de salida del contraste sin alteraciones.`,
  (r) =>
    `Dosis equivalent ${r.whole(1, 20)} mSv over ${r.whole(2, 9)} fases, plak van 3 mm, straat van 5 mm doorsnede.`,
  (r) =>
    `Implant ref ${r.digits(4)}-${r.digits(2)}-${r.digits(3)}, size ${r.whole(4, 9)}, cement lot ${r.letters(2)}${r.digits(6)}.`,
  (r) =>
    `Window ${r.whole(100, 400)}/${r.whole(20, 60)}, recon ${r.pick(['B30f', 'B70f', 'FC51', 'SOFT'])} ${r.pick(['0.6', '1.25', '3', '5'])} mm, TI ${r.whole(100, 199)}-${r.whole(100, 900)}-${r.whole(1000, 2000)} ms.`,
  () =>
    'Via lactea sign, corso forzato absent, place of service 22, way finding poor, drive pressure 14, court ordered exam.',
  (r) =>
    `Page ${r.whole(1, 3)} of 3; accessioned ${r.whole(2020, 2025)}-0${r.whole(1, 9)}-${r.whole(10, 28)}T${r.whole(10, 23)}:${r.whole(10, 59)}; protocol v${r.whole(1, 9)}.${r.whole(0, 20)}.`,
];

export const reportSentence = (random: Random): string => random.pick(makers)(random);

export function reportText(random: Random, minCharacters: number): string {
  const lines: string[] = [];
  for (let length = 0; length < minCharacters; ) {
    const line = reportSentence(random);
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n');
}
