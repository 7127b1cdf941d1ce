/** Letters of European languages, for a class of a pattern. */
export const letters = String.raw`A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f`;
export const capitals = String.raw`A-Z\u00c0-\u00d6\u00d8-\u00de\u0141\u015a\u0179\u017b`;

/** Words near an address that say that it is one. */
export const addressLabel =
  /address|(?<![a-z])addr(?![a-z])|resid(?:es|ing|ence\b|ent at|ente)|li(?:ves?|ving) (?:at|on|in)|(?<![a-z])home(?! ?o2)|domicil|mail(?:ing|ed)? to|(?:zip|postal|post)[- ]?code|anschrift|wohn(?:haft|t|ort)|(?<![a-z])plz(?![a-z])|demeurant|habite|indirizzo|direcci[oó]n|endere[cç]o|(?<![a-z])adres|woon|bor p[åa]|zamieszk/i;

/** Lower, Title and UPPER case: cheaper than a pattern that ignores case. */
const inThreeCases = (words: readonly string[]): string =>
  words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1), word.toUpperCase()]).join('|');

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

/** Nothing else is called so. */
const plainSuffixes = words(`
  street avenue ave road rd boulevard blvd parkway pkwy highway hwy expressway turnpike mews crescent gardens gdns`);

/** Also words of other sentences: tubes in place, a six minute walk, indocyanine green. */
const guardedSuffixes = words(`
  lane drive terrace trail alley grove esplanade way place court circle square close row walk loop green park hill rise
  plaza parade quay wharf crossing ridge bend cove heights manor`);

/** Also sequences, modalities, titles and units: ST segment, CT, Dr, lateral PL, LN for lymph node, SQ for under the skin. */
const shortSuffixes = words('st dr ct pl ln ter sq cir trl cv hts tce cres pde cct');

/** USPS Publication 28, appendix C1, what is left of it: only where something else says that it is an address. */
const rareSuffixes = words(`
  branch bridge brook burg burgs bypass camp canyon cape causeway center common commons corner corners course creek crest
  dale divide estate estates extension fall falls ferry field fields flats ford forest forge fork forks fort freeway
  gateway glen harbor haven hollow inlet island islands isle junction key knoll knolls lake lakes landing lodge mall
  manors meadow meadows mill mills mission motorway mount mountain neck orchard oval overpass pass path pike pine pines
  plain plains point points port ports prairie ranch rapids rest ridges river route run shoal shoals shore shores skyway
  spring springs spur station stravenue stream summit throughway trace track trafficway tunnel underpass union unions
  valley via viaduct view views village ville vista walks wall well wells`);

/** How much a word at the end of a street's name proves. */
export type SuffixKind = 'plain' | 'guarded' | 'short' | 'rare';

/** The last of a name that several lists have is the most doubtful one. */
const kinds = new Map<string, SuffixKind>([
  ...plainSuffixes.map((word) => [word, 'plain'] as const),
  ...guardedSuffixes.map((word) => [word, 'guarded'] as const),
  ...shortSuffixes.map((word) => [word, 'short'] as const),
  ...rareSuffixes.map((word) => [word, 'rare'] as const),
]);

export const streetSuffixes = inThreeCases([...kinds.keys()]);

export const suffixKind = (word: string): SuffixKind | undefined => kinds.get(plainly(word));

/** What numbers count in a hospital; later in a name they may well be a street's: 55 Lake View Drive. */
const counted = words(`
  view views image images slice slices frame frames phase phases series scan scans lead leads channel channels vessel
  vessels level levels segment segments part parts row rows pass passes mile miles feet foot inches blocks people patients
  bed beds way plane planes echo echos shot shots`);

/** Units and little words: no street is called so, wherever they stand. */
const units = words(`
  ml mls mg mcg ug mm cm cc kg lb lbs g gm iu meq unit units min mins minute minutes sec secs second seconds ms msec hr
  hrs hour hours day days week weeks wk wks month months mo mos year years yr yrs yo times x percent hz khz mhz kv kvp
  ma mas mgy hu tesla fr french gauge dose doses tab tabs tablet tablets drop drops km meters ft
  in on at with without wo for from to by no not is are was were be been has had have per via than all half each this
  that after before post pre prior due as if or but out off into onto over until when while seen spoke called told
  discussed performed obtained given placed sent pt pts patient study exam order accession`);

/** What images, bodies and machines are called. */
const medicine = words(`
  head brain neck chest thorax thoracic abdomen abdominal abd pelvis pelvic spine spinal cervical lumbar sacral knee hip
  shoulder wrist ankle foot hand finger toe elbow femur femoral tibia tibial fibula humerus radius ulna liver hepatic
  kidney renal lung pulmonary cardiac heart coronary aorta aortic carotid sinus sinuses orbit orbits face facial skull
  breast bowel colon stomach gastric bladder prostate uterus ovary thyroid pancreas spleen bone bones soft tissue artery
  arterial vein venous node nodes lymph lymphatic axillary mediastinal hilar inguinal supraclavicular paratracheal
  sentinel disc disk vertebral muscle tendon joint nerve skin axial sagittal sag coronal cor oblique transverse lateral
  lat anterior posterior medial distal proximal left right bilateral lt rt supine prone upright erect portable mobile
  contrast noncontrast enhanced unenhanced scout localizer topogram survey dynamic delayed delay routine protocol trauma
  stroke angio angiogram angiography perfusion diffusion helical spiral sequence weighted flair stir dwi adc tse fse
  gre epi fat sat saturation mri mra mrcp cta pet spect xray xr us nm mammo tomo dexa dxa dr ct mr coil detector multi
  dual single double triple energy source siemens philips toshiba canon ge fuji fujifilm hitachi agfa kodak carestream
  hologic samsung varian elekta digital computed positive negative benign malignant enlarged lesion lesions mass nodule
  nodules cyst fracture stent catheter tube tubes line drain wire implant screw screws plate plates clip clips follow
  followup screening diagnostic baseline elevation depression segmental bolus injection infusion inject heparin lovenox
  omnipaque gadolinium insulin saline indocyanine emergency stat ward icu er ed or willis bypass valve graft anastomosis
  axis short long gated cine whole body total minute stress rest exercise treadmill fax phone email portal picc
  report normal abnormal history findings impression technique comparison indication`);

const countedSet = new Set(counted);
const unitSet = new Set(units);
const medicalSet = new Set([...medicine, ...units]);

const plainly = (word: string): string => word.toLowerCase().replace(/[^a-zà-ÿ]/g, '');

export const isCounted = (word: string): boolean => countedSet.has(plainly(word));
export const isUnit = (word: string): boolean => unitSet.has(plainly(word));
export const isMedical = (word: string): boolean => medicalSet.has(plainly(word));

/** The little words within names of streets: Avenue of the Americas, Stoke on Trent. */
const particles = new Set(words('of the and de la le du des del upon on d l'));
export const isParticle = (word: string): boolean => particles.has(plainly(word));
