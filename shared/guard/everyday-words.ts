/** What stands in Patient Name where no name was known or it was removed, and titles and particles: never part of an echo. */
export function isPlaceholderWord(folded: string): boolean {
  return placeholders.has(folded) || /^(?:anon|deident|deidentif|pseudonym|nonam)/.test(folded);
}

/** Words of examinations: they stand in every study description, whoever the patient is. */
export const isTechnicalWord = (folded: string): boolean => technical.has(folded);

/** Ordinary words, places and months that are names too: alone they say nothing. */
export const isCommonWord = (folded: string): boolean => common.has(folded);

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

const placeholders = words(`
  patient patients patiente paziente paciente subject test tester testing tests testpatient unknown unbekannt inconnu
  none null undefined noname nobody dummy demo sample example specimen synthetic fake phantom fantom removed redacted
  withheld hidden masked deleted blank empty volunteer proband control research trial qa qc daily weekly calibration
  service engineer first last middle given family surname name firstname lastname initial mid pre post prefix suffix
  nos xxx yyy zzz aaa abc xyz person human male female case animal dicom image images mr mrs ms miss dr prof sir herr
  frau mme mlle sig sra dott med phd esq baby boy girl twin van von vom zum zur der den del dem des dei della delle
  dos das ter ten the and und bin ibn abu abd mac los las saint
`);

const technical = words(`
  abdomen abdominal abdo acetabulum acute adrenal ankle angio angiogram angiography anterior aorta aortic apical
  appendix arch arm arms arterial artery arthro ascending axial axilla back base basal biopsy bladder blood body bolus
  bone bones bowel brachial brain breast bronchus calcaneus calf cardiac carotid carpal cavity cerebral cervical chest
  circle clavicle coccyx colon contrast cor coronal coronary cortex cranial cranium cube cyst delay delayed dens
  dental diaphragm diffusion disc disk dorsal dose dual duct duodenum dynamic ear echo elbow enhanced epi esophagus
  exam examination expiration extremity eye eyes face facial femoral femur fibula finger fingers flair flash flow
  fluid focus foot forearm forefoot fossa fracture frontal fat gate gated gland gradient groin guide hand hands head
  heart heel helical hepatic high hip hips humerus iliac image imaging implant inferior inner inspiration jaw joint
  joints kidney kidneys kernel knee knees larynx lateral left leg legs lens lesion limb lip liver lobe localizer loc
  low lower lumbar lung lungs lymph mammo mandible marrow mask mass mastoid maxilla mean medial mediastinum mid mouth
  mri muscle myelo nasal native navel neck nerve neuro node nodes nose oblique optic oral orbit orbits outer ovary
  palm pancreas parotid patella pelvic pelvis perfusion phase plain planar plane plate pleura port portal posterior
  probe prone prostate protocol proton pulmonary quad radial radius rapid recon rectum reference renal report rest rib
  ribs right rotation routine sacral sacrum sagittal scan scans scapula scout screen screening sella sequence series
  shoulder side sinus sinuses skeletal skin skull slab slice slices slow soft spin spinal spine spiral spleen spot
  sternum stomach stress study summary superior supine surface surgery survey swallow teeth temporal tendon testis
  thick thigh thin thoracic thorax throat thumb thymus thyroid tibia time tissue toe toes tongue tonsil trachea trauma
  tumor tumour ulna ultrasound upper uterus valve vein venous venogram ventral vertebra vessel view views volume wall
  water whole window wrist xray bild brust becken kopf hals bein beine auge fuss herz knie lunge leber magen niere
  nieren nacken ohr rippe ruecken rucken schulter schaedel schadel wirbel zahn zahne tete cou bras jambe coeur foie
  genou main pied poumon rachis crane bassin oeil dent cabeza cuello brazo pierna mano pie pecho rodilla higado pulmon
  rinon corazon columna testa collo braccio gamba ginocchio cuore polmone fegato rene torace hoofd borst buik lever
  nier rug schouder voet enkel pols agfa alliance canon carestream elscint esaote fuji fujifilm gems hitachi hologic
  kodak konica lumenis mallinckrodt medtronic minolta neusoft olympus picker planmeca samsung shimadzu siemens sirona
  toshiba varian vital zeiss zimmer aquilion avanto biograph brilliance discovery force ingenia intera lightspeed
  optima prisma sensation signa skyra somatom symphony trio verio vision emotion definition acquisition adult
  pediatric child infant add all auto average card center centre clear clinic clinical close code color colour comment
  complete corrected count curve data date detail device diagnostic digital direct display doctor door end entry error
  event export file filter final fixed form format frame free full gain general ghost grade graph grid group guard
  hard hold home hospital import index input inside internal item label large laser layer length level library light
  line linear link list load local lock loop manual map marker matrix maximum medical medium method min minimum mixed
  mobile mode model motion moving narrow negative new noise normal note null number object off only open option order
  original other out output page pair panel part partial pass path peak percent pixel point position positive power
  primary print prior procedure process program pulse quality query quick range rate raw read ready real record region
  regular remote repeat request result review ring room row safe sample save scale second secondary section select
  send sensor shot signal single site size smooth solid sort source space special speed stack standard start state
  static station step stop storage store strip system table tag target task technical template tilt title tool top
  total track transfer type unit unspecified update user value variable vector vendor version very video wave weight
  wide width work zero zone zoom modality lut voi roi mlut vlut suv mip mpr pet spect dicom stir dwi adc tof fov
`);

const common = words(`
  january february march april may june july august september october november december monday tuesday wednesday
  thursday friday saturday sunday januar februar marz mai juni juli septembre winter summer autumn spring easter
  christmas noel amber black blue brown cyan gold golden gray green grey grun ivory orange pink purple red rose ruby
  rust scarlet schwarz silver tan teal violet weiss white yellow blanc blanco bianco noir nero rosso verde vert negro
  rojo abbey acorn acre alder alley angel angle apple archer arrow art ash aspen aster bacon badger baker ball banks
  banner bar barber bard barley barn baron barrow bass bay beach beam bean bear beard bee bell belle bells bench
  bending berg berry birch bird bishop blade blaze bliss block bloom bluff bolt bond book booth bore bow bowl bowman
  box boy brace branch brand brass bravo bread breeze brick bridge bridges bright brink brook brooks brush buck bull
  bunch burden burn burns bush butcher button buzz cabin cage cain cake call camp candy cannon cape capon car cardinal
  carrier cart case cash castle cave chain chair chamber chambers champion chance chandler chapel chapman charm chase
  chef cherry chew chief chin church clamp clay cliff clock cloud cloudy clover coach coal coats cock coffee coffin
  cold collar cone constant cook cool coop coral cord cork corn corner cotton couch counts court cove crab craft crank
  creek crisp crook cross crow crown cruise crystal curry curtain cushion cutter dale dam dance dark dart dash dawn
  day days dean dear death deer dell dew diamond dice dick diet dill dish dock dodge doll dolphin dove dover down
  downs drake draper draw drew drill driver drum drummer dry duck duke dunk dust dwell dyer eagle earl early earth
  east eastern edge elder elm emerald ember english eve ever fair fairly faith falcon fall falls farm farmer favor
  fear feather fee feet fell felt fence fern ferry fiddle fields finch fire first fish flag flame flint flood florist
  flower flowers fly fold folk ford foreman forest forge fork fort fortune fowler fox frank freed french fried friend
  friends frost fuller furs gale game garden gates gay gem gene gentle giant gift gill gilt glass glen glove glover
  goat god gong goose grace grant grass grave graves great grief grim grind groom gross grove groves guest gull gum
  gun guy hail hall halls ham hammer happy harbor hare harm harp hart harvest hatch haven hawk hay hays hazel heal
  healing heard heath heaven hedge held helm help hemp hen herb herd hero hill hills hitch hobby hog hollow holly
  honey honor hood hook hope hopes horn horse host hound house hull hummel humble hunt hurt husband ice ink iron irons
  isle ivy jackal jade jay jet jewel job joy judge jump just justice keen keep kelp key keys kid kind king kings kiss
  kite kitten knight knot kohl kraft kurz lace lad lady lake lamb lamp lance land landing lane lang lark last latch
  laurel law lawn lead leader leaf lean leather lee lemon lent lily lime lincoln linden lion little live loan loft
  lone longer lord love loving loyal luck lucky luna lute lynx maid major mallet malt man manager manger mann manning
  maple marble mare marine mark market marks marsh massa master mat match matter max mead means meek merchant mercy
  merit merry miles mill mills miner mink mint miracle moat mole monk moody moon moor moose morning moss moth mount
  mountain mouse mullet murder music nail nation neat nest nettle nice nickel night noble noon north nurse nut oak
  oats ocean old olive opal orchid organ otter owl oxen pace pack packer paint painter pane pansy paper paris park
  parks parrot parson parts patience paw pay peace peach peacock pear pearl peck pedal peel peer pelt penn penny
  pepper perch perfect person phoenix pike pilgrim pill pillar pine pipe piper pitch place plank plant play pleasant
  plum plumb poe pole pond pool pope poplar poppy post pot potter pound powder powers prayer precious press price
  pride priest prime prince proud prudence pry puck pure quail queen quill rabbit race rain ram ranch random ranger
  raven ray reader reading reed reef rein rhyme rice rich rider ridge riding ripple rise river road roads roast robin
  rock rocks rod roe rogue roll rook root rope rough round rover royal rule runner rush rusty rye sable sacks saddle
  sage sail sailor salmon salt salter sand sands sandy satin savage savior sawyer scales scar scarf scheme scholar
  school schon scribe sea seal seals search season seat sedge seed sell seller senior serene sergeant settle shadow
  shaft sheets shell shelter shepherd shield shields shine ship shock shoemaker shore shorter shrub silk sill simmer
  simple singer siren sister sky slate slaughter sleep slider small smart smiley smoke snail snow soldier song soul
  south sow spark sparks sparrow spider spike spirit spoon springer springs sprout squire staff stag stall stamp star
  stark starling starr steed steel steep stem stern steward still stock stocks stone stones storm stout strange stream
  street strict strife string strong suess suit sultan summers summit sun sunny sunshine swan sweat sweet swift sword
  tack tailor tally taper tart teach temper temple tempest tender tenor thistle thorn tide tiger tile tiller timber
  tinker tinsel tipton toll toner torch tower towers town towne trail train travel travers treasure tree trees trip
  true trueman trust tuck tulip turnip twin usher vale valentine valley van vane venture venus verge verity vest vicar
  victory villa vine viola virtue waist wake walk walker ward warden warm warmer wash watch waterman waters way weeks
  weld west western wharf wheat wheel wheeler whistler wick wild wilder will willow wind winds wine wing wings winner
  wire wise wish witch wolf wolff wonder wong wood woodman woods woodward wool woolf worth yard yarn younger zen adler
  bach engel feld gut hase haus heil hoffnung hund jager kaiser keller konig lange licht linke linker rechte nacht neu
  neue reich ritter scharf schatz schmal schnell schwach sommer sonne spiegel stolz teufel wald wein weis wirt zucker
  alto bello bosco caldera campo carta casa chico costa fuente gallo gato grande iglesia luz mar maestro noche paz
  pinto plata prado rey rico rio roca salas sol torre valle vela viento beau bel blond bon bonne champ chevalier grand
  gros jardin jeune marchand marche moulin pont alpine amazon america asia atlanta austin baltic berlin boston brazil
  bristol cambridge carolina chelsea china cleveland dakota dallas dublin eden essex florence france frankfurt georgia
  germany grenada hamburg hannover heidelberg houston india indiana iowa ireland israel italia italy jersey kingston
  london lourdes lyon madison madrid malta melbourne milan milano montana munich nevada odessa oxford persia roma rome
  russia saint savannah sheffield stanford stockholm sydney toledo valencia venice vienna virginia wales washington
  wellington windsor york zurich alpha beta gamma delta sigma omega theta lambda kappa apollo atlas aurora eclipse
  genesis hermes horizon juno jupiter mercury mira neptune nexus nova orion pluto polaris saturn sirius terra titan
  triton uranus zenith able about above after again ago also always among any are away bad been before being both but
  came can come did does done each even few for from gave get goes gone got had has have her here him his how into its
  know less let like made make many more most much must near need never next not now once one our over own said same
  say see seen set she shown since some such take tell than that their them then there these they this those through
  thus too two under until upon use used was well were what when where which while who why with without yes yet you
  your pain patchy polyp stable stenosis suspect swelling nodule edema benign chronic cough cancer mild severe
  moderate fever graft stent history reason stage status therapy treatment follow long iris short sharp good best
  philips vida sola field deep fast flat young fine
`);
