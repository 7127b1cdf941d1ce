/** Of a name, a label or a sentence; each country's numbers are written among its own words. */
export type Language = 'en' | 'de' | 'fr' | 'es' | 'it' | 'nl' | 'pl' | 'sv' | 'pt' | 'ru' | 'ja';
