const words = [
  'phone|telephone|telecom|ph|call|callback|cell|mobile|mob|fax|telefax|contact|pager|beeper|sms|whatsapp|hotline|dial|voicemail|reach(?:ed|able)?',
  'tel|telef|telefon\\w{0,6}|handy|rufnr|rufnummer|r(?:ü|ue)ckruf(?:nummer|nr)?|anruf(?:en)?|durchwahl|erreichbar|kontakt',
  't[eé]l|t[eé]l[eé]phone|joindre|joignable|r?appel(?:er|ez)|contacter|gsm',
  'tel[eé]fono|telf|tfno|m[oó]vil|celular|llam(?:ar|e)|contacto|cellulare|chiamare|recapito|contatto',
  'telefoon\\w{0,6}|telnr|mobiel|bellen|telefone|fone|cel|telem[oó]vel|ligar|contato',
  'telefon\\w{0,6}|komórka|kom|dzwoni\\w{0,3}|tlfn?|tfn|mobil\\w{0,6}|ring(?:a|es)',
].join('|');

const word = `(?:(?<![a-zà-ž])(?:${words})(?![a-zà-ž])|phone|電話|电话|手机|携帯)`;

/** Whose number it is: right before one, it is a telephone's. */
const owners =
  '(?:wife|husband|spouse|partner|daughter|son|mother|mum|mom|father|dad|sister|brother|carer|caregiver|guardian|parent|next of kin|nok|home|work|office|emergency|ehefrau|ehemann|tochter|sohn|mutter|vater|[eé]pouse|mari|fille|fils|m[eè]re|p[eè]re|esposa|marido|hija|hijo|madre|padre|moglie|marito|figlia|figlio|echtgeno(?:te|ot)|dochter|zoon|moeder|vader)';
const owner = `(?<![a-zà-ž])${owners}(?:'s)?[ :,]{1,3}`;

/** Attributes that are made for telephone numbers; as words, as `surroundings` gives them. */
const attribute = '^[A-Za-z ]{0,48}(?:Telephone Numbers?|Phone Number|Telecom Information)';

/**
 * Words that name a telephone number in the languages of the shipped packs, on its own line or as a label above it; asked of
 * `surroundings`. What a report says of calls in other lines is of other things.
 */
export const phoneContext = new RegExp(
  `${word}(?:[^\\r\\n|]{0,40}|[ :.#]{0,4}[\\r\\n]{1,2} {0,4}) ?\\||${owner}\\||\\|[ ,;(]{0,3}${word}|${attribute}`,
  'i',
);

export const phoneKeyword = /Telephone|Phone|Telecom/;

/** The same right before the number, as a label: `tel. no: `, `call back on `. Read backwards, which is faster. */
export const phoneLabel = new RegExp(
  `$(?<=${word}[^a-z0-9]{0,3}(?:(?:no|nr|num|number|numéro|me|us|him|her|home|work|at|is|on|back|unter|auf|au|al|ao|op|på|pod|kom|dom|casa|priv|priv[ée]e?|fisso|fixe|fijo)[^a-z0-9]{0,3}){0,3}|${owner})`,
  'i',
);

/** French for a mobile telephone is English for one that is no telephone. */
export const frenchMobile = /(?<![a-z])portable[^a-z0-9]{0,3}$/i;

const parameter =
  /$(?<=(?<![a-z])(?:ti|te|tr|fov|matrix|kvp?|mas?|dlp|ctdi\w{0,4}|ww|wl|window|ref|[ps]\/n|art|cat|model|part|lot|batch|charge|ch\.-b|serial|serien|s\/n|sn|udi|gtin|order|auftrag|specimen|implant|accession|acc|barcode|version|rev|series|image|slice|page|mrn|id)[ .-]?(?: ?(?:no|nr|num|number|nummer|code|id|#|№)\.?)?[ .:#=-]{0,3})/i;

const unit =
  /^ ?(?:ms|msec|mm|cm|kV|mA|mAs|ml|mL|cc|k?Hz|MHz|HU|mg|mcg|µg|kg|g|m?Gy|mSv|[MG]Bq|sec|s|min|deg|degrees|°|%|px|pixels?|voxels?|mmol|bpm)(?![A-Za-z])/;

/** `TI 162-644-1978 ms`, `ref 0942-10-796`: what is measured, made or sold, by what stands right beside it. */
export const isOtherNumber = (before: string, after: string): boolean => unit.test(after) || parameter.test(before);
