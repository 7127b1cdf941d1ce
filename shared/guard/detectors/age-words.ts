/** A number and what stands within a few words before and after it in the same text. */
export interface AgeCandidate extends NumberAt {
  readonly number: string;
  readonly before: string;
  readonly after: string;
}

/** Where a number stands in a longer text. */
export interface NumberAt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** `92-year-old`, `92 y/o`, `92 years of age`. */
const englishPhrase = /^[\s-]{0,2}(?:yo[mf]\b|(?:years?|yrs?|y)[\s.-]{0,2}(?:old|of[\s-]age|o\b|\/o\b))/i;

/** Words that are made of a number of years and say it of somebody. */
const compounds =
  /^(?:[\s-]{0,2}(?:jährig|jaehrig|jähr\.|jarig|årig|åring|letni)|[\s-]?enne(?![a-zà-ž])| ?(?:j|jr|jhr)(?:\.(?! ?[0-9])|(?=[),;]))|\.? lebensjahr| ?歳| ?岁| ?歲| ?세)/i;

/** `93 ans`, `95 Jahre`, `94 lat`: nobody but a person lives through so many, as long as nothing says that they went by. */
const years =
  /^[\s-]{0,2}(?:jahren?|jaar|ans|anni|años|anos|års?|лет|год|года)(?![a-zà-žа-я])(?! (?:fa|ago|her|später|zurück|zuvor|plus tard|auparavant|atrás|después|antes|dopo|prima|geleden|later|sedan|temu|później|d[ei] (?!edad|età|idade)|garantie|nachsorge|follow))/i;

/** Polish years, and an X-ray from the side: `ELBOW 90 LAT`. */
const polishYears = /^[\s-]?lat(?![a-zà-ž])/i;
const projection = /(?:ap|pa|views?|knee|elbow|spine|hip|shoulder|wrist|ankle|foot|flex\w{0,3}|deg\w{0,4}|°)\W{0,3}$/i;

/** Spans of time, and ages that are counted from or up to. */
const duration =
  /(?:(?<![a-zà-žа-я])(?:seit|über|ueber|unter|vor|nach|in|innerhalb|innerhalb von|während|für|alle|bis|depuis|pendant|durant|il y a|en|sur|dans|après|plus|moins|hace|desde|durante|tras|por|cada|más|menos|mayor(?:es)?|menor(?:es)?|da|per|dopo|ultimi|entro|ogni|oltre|più|meno|h[aá]|após|em|i|mais|maior(?:es)?|sinds|voor|na|gedurende|binnen|elke|dan|als|sedan|under|efter|för|varje|över|od|przez|po|co|za|ciągu|powyżej|poniżej|niż|через|после|более|старше|over|under|above|below|than|for|within|past|last|after|up to)(?: (?:de|di|del|los|las|gli|the|age of|von|van))?|[<>≥≤])\s{0,2}$/i;

const phrases = [englishPhrase, compounds, years];

const person =
  'patient|pt|woman|man|male|female|lady|gentleman|mother|father|grandmother|grandfather|resident|mr|mrs|ms|m|f|w|she|he|is|was|now|currently|turned|turning|aged?|approximately|about';

/** Where English says who is so old: at the beginning, after a mark, after somebody. */
const someone = new RegExp(
  `(?:^|[,;:.([|/\\\\\\n\\t]|(?<![a-z])(?:${person}|(?:patient|man|woman|lady|gentleman) of))[ .,:]{0,3}$`,
  'i',
);

const englishYears =
  /^[\s-]?(?:years?|yrs?)(?![a-z])(?!\.? (?:of (?!age)|ago|later|after|follow|survival|warranty|experience|history|prior|since|apart|post|before|from|in|period|duration|per|between|risk|or older|and older))/i;

/** `95 y, fell`, `(95 y)`, `95y F`, `95yM`. */
const shortYears = /^ ?y(?:rs?)?\.?(?:[ /]?(?:m|f|male|female)(?![a-z0-9])|(?=[,;)\]]|$))/i;

/** `M` and `F` after a number are units as well, so what follows has to be a story: `94F with fall`. */
const sexAndStory =
  /^ ?[MF](?:[,;]|\s{1,2}(?:with|w\/|s\/p|c\/o|p\/w|presents?|presenting|hx|h\/o|pt|patient|fall|fell|here|adm|admitted|known|smoker|post|from)(?![a-z]))/;
const beginning = /(?:^|[;([\n\t]|(?<![a-z])(?:pt|patient|hx|history|indication|reason)[ .:]{1,2})\s{0,2}$/i;

const sexBefore = /(?<=(?<![A-Za-z0-9])[MFmf]\/)/y;
const sexAfter = /^ ?\/ ?[MF](?![A-Za-z0-9])/;

/** PS3.5 6.2, AS. Yttrium is `90Y`. */
const ageString = /^Y(?![A-Za-z0-9]|\.[A-Za-z0-9])/i;
const sexInFront = /(?<![A-Za-z0-9])[MF][ ,/_]{1,2}$/;

const label =
  /(?<=(?<![a-zà-ž])(?:age|aged|alter|âge|age du patient|âgée?|edad|età|eta'|idade|leeftijd|ålder|alder|wiek|wieku|(?:di|d') ?anni|возраст|(?:pacjent(?:ka)?|chor[ya]|kobieta|mężczyzna),? lat)(?: of| is| at [a-z]{2,10}| in years)?(?: ?\((?:in )?(?:years?|yrs?|y|ans|jahre|anni|años|anos|lata|jaar)\))?[\s:=_]{1,3}(?:de |di |~ ?|approx\.? |ca\.? )?)/iy;

/** `age 91 months`, `age 91.5`, `age 90+` (the way in which 45 CFR 164.514 has it written). */
const otherMeasure =
  /^(?:[0-9]|[.,][0-9]|\+|st\b|nd\b|rd\b|th\b| ?(?:-|–|to) ?[0-9]|[ -]?(?:c?m|mm|kg|lbs?|%|d|days?|w|weeks?|wks?|mo|months?|h|hours?|ms|min|sec|tagen?|wochen?|monaten?|jours?|semaines?|mois|días?|semanas?|meses|giorni|settimane|mesi|dagen|weken|maanden|dias|dni|tygodni|miesięcy|dagar|veckor|månader)(?![a-zà-ž]))/i;

/** How all that may follow an age begins. */
const unit = /[\s-]{0,2}(?:\.? leb|y|j|a[nñ]|l[ae]t|л|г|å|enne|歳|岁|歲|세|\/? ?[mf](?![a-z]))/iy;

function isAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}

/** One look at each side tells most numbers from an age. */
export const mayBeAge = ({ text, start, end }: NumberAt): boolean =>
  isAt(unit, text, end) || isAt(label, text, start) || isAt(sexBefore, text, start);

/** Somebody is so old, by what stands around the number. */
export const isAge = (candidate: AgeCandidate): boolean =>
  isLabelled(candidate) || isPhrase(candidate) || isOfSomeone(candidate) || isAgeString(candidate);

const isLabelled = ({ text, start, after }: AgeCandidate): boolean =>
  isAt(label, text, start) && !otherMeasure.test(after);

const isPhrase = ({ before, after }: AgeCandidate): boolean =>
  (phrases.some((phrase) => phrase.test(after)) || isPolish(before, after)) && !duration.test(before);

const isPolish = (before: string, after: string): boolean => polishYears.test(after) && !projection.test(before);

function isOfSomeone({ text, start, before, after }: AgeCandidate): boolean {
  if (isAt(sexBefore, text, start)) return !/^(?:[0-9/.%]|[ -]?(?:mm|cm|kg|ms))/.test(after);
  if (sexAfter.test(after)) return !/[0-9/]$/.test(before);
  if (sexAndStory.test(after)) return beginning.test(before);
  return (englishYears.test(after) || shortYears.test(after)) && someone.test(before);
}

const isAgeString = ({ number, before, after }: AgeCandidate): boolean =>
  ageString.test(after) && !/[A-Za-z0-9.]$/.test(before) && (number !== '90' || sexInFront.test(before));
