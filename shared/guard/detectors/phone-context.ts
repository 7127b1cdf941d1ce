const words =
  'phone|(?<![a-z])(?:tel|telecom|ph|call|cell|mobile|mob|fax|telefax|telef|telefon\\w{0,6}|tel[eé]fono|t[eé]l|t[eé]l[eé]phone|handy|rufnr|rufnummer|contact|pager|beeper|sms|whatsapp|hotline|m[oó]vil|celular|cellulare|komórka|mobil\\w{0,6})(?![a-z])|電話|电话';

/** Words that name a telephone number in the languages of the shipped packs; also asked of the attribute's keyword. */
export const phoneContext = new RegExp(words, 'i');

/** The same right before the number, as a label: `tel. no: `. */
export const phoneLabel = new RegExp(
  `(?:${words})[^a-z0-9]{0,3}(?:(?:no|nr|num|number|me|at|is|on)[^a-z0-9]{0,3})?$`,
  'i',
);
