import type { Language } from './language.ts';
import type { Random } from './random.ts';
import { labelled, type PlantType } from './written.ts';

interface Country {
  readonly language: Language;
  readonly forms: readonly string[];
  address(random: Random): string;
}

const english = [
  'Address: <>',
  'lives at <>',
  'addr <>',
  'home address <>',
  '<>',
  'Resides at <>',
  'mail CD to <>',
  'DC home to <>',
  'pt address: <>',
];

/** The weakest kind of all: no check digit, and every country writes it in its own way. */
const streetAddress: PlantType = {
  id: 'street-address',
  class: 'address',
  write(random) {
    const { language, forms, address } = random.pick(countries);
    return labelled(random, address(random), [{ language, forms }]);
  },
};

const words = (text: string): string[] => text.split(' ');

const usStreets = words(
  'Maple Oak Washington Lincoln Cedar Sunset Jefferson Park Elm Lakeview Hickory Franklin Magnolia Ridge Mulberry',
);
const usSuffixes = words('St Street Ave Avenue Rd Road Blvd Dr Drive Ln Lane Ct Court Pl Way Cir Pkwy Terrace Trail');
const usTowns = [
  'Springfield, IL 62704',
  'Austin, TX 78701',
  'Portland OR 97205',
  'Albany, NY 12207-1234',
  'Dayton, Ohio 45402',
  'Mesa AZ 85201',
];

function american(random: Random): string {
  const number = random.whole(1, 9_999);
  const direction = random.pick(['', '', '', 'N ', 'W. ', 'South ', 'NE ']);
  const ordinal = `${random.pick(['1st', '2nd', '3rd', '7th', '42nd', '15th'])} ${random.pick(['St', 'Ave', 'Street', 'Avenue'])}`;
  const street = random.chance(0.2)
    ? ordinal
    : `${random.pick(usStreets)} ${random.pick(usSuffixes)}${random.chance(0.15) ? '.' : ''}`;
  const unit = random.pick([
    '',
    '',
    '',
    ` Apt ${random.whole(1, 40)}`,
    `, Apt. ${random.whole(1, 9)}B`,
    ` #${random.whole(1, 300)}`,
    ', Unit 4',
    ', Suite 210',
  ]);
  const town = random.chance(0.6) ? `, ${random.pick(usTowns)}` : '';
  const line = `${number} ${direction}${street}${unit}${town}`;
  return random.chance(0.2) ? line.toUpperCase() : line;
}

const rural = (random: Random): string =>
  random.pick([
    `PO Box ${random.whole(10, 9_999)}, ${random.pick(usTowns)}`,
    `P.O. Box ${random.whole(10, 9_999)}`,
    `${random.whole(100, 9_999)} County Road ${random.whole(1, 99)}, ${random.pick(usTowns)}`,
    `RR ${random.whole(1, 9)} Box ${random.whole(10, 99)}, ${random.pick(usTowns)}`,
    `${random.whole(100, 9_999)} Highway ${random.whole(10, 99)} N, ${random.pick(usTowns)}`,
  ]);

function british(random: Random): string {
  const street = `${random.pick(words('Church Station Victoria Albert Queens Mill Manor Windsor High'))} ${random.pick(words('Street Road Lane Close Gardens Crescent Avenue Grove Terrace'))}`;
  const flat = random.pick(['', '', '', 'Flat 2, ', `Flat ${random.whole(1, 20)}A `]);
  const town = random.pick([
    'London SW1A 1AA',
    'Leeds LS1 4AP',
    'Manchester, M1 1AE',
    'Bristol BS1 5TR',
    'Edinburgh EH1 1YZ',
    'Cardiff',
  ]);
  return `${flat}${random.whole(1, 199)}${random.pick(['', '', 'a'])} ${street}${random.chance(0.75) ? `, ${town}` : ''}`;
}

function german(random: Random): string {
  const street = random.pick([
    'Hauptstraße',
    'Bahnhofstr.',
    'Goethestrasse',
    'Lindenallee',
    'Gartenweg',
    'Am Markt',
    'Schillerplatz',
    'Berliner Straße',
    'An der Mühle',
    'Kaiserring',
    'Waldstr.',
    'Mozartgasse',
  ]);
  const town = random.pick([
    '10115 Berlin',
    '80331 München',
    '50667 Köln',
    'D-01067 Dresden',
    '1010 Wien',
    '8001 Zürich',
    '04109 Leipzig',
  ]);
  return `${street} ${random.whole(1, 180)}${random.pick(['', '', 'a', ' b'])}${random.chance(0.75) ? `, ${town}` : ''}`;
}

function french(random: Random): string {
  const way = random.pick([
    'rue',
    'rue',
    'avenue',
    'boulevard',
    'place',
    'allée',
    'impasse',
    'chemin',
    'bd',
    'av.',
    'quai',
  ]);
  const name = random.pick([
    'de la Paix',
    'Victor Hugo',
    'Saint-Michel',
    'des Lilas',
    'du Général Leclerc',
    'Pasteur',
    "de l'Église",
    'Jean Jaurès',
  ]);
  const town = random.pick([
    '75002 Paris',
    '69006 Lyon',
    '13001 Marseille',
    '33000 Bordeaux',
    'Lille',
    '1000 Bruxelles',
  ]);
  return `${random.whole(1, 240)}${random.pick(['', '', ' bis', ' ter', ','])} ${way} ${name}${random.chance(0.75) ? `, ${town}` : ''}`;
}

function spanish(random: Random): string {
  const way = random.pick(['Calle', 'C/', 'Avenida', 'Avda.', 'Plaza', 'Paseo', 'Av.']);
  const name = random.pick(['Mayor', 'de Alcalá', 'de la Constitución', 'del Prado', 'San Fernando', 'Cervantes']);
  const floor = random.pick(['', '', ', 3º B', ', 2º izda.', ', piso 4']);
  const town = random.pick(['28013 Madrid', '08002 Barcelona', '41001 Sevilla', 'Valencia']);
  return `${way} ${name}${random.pick([' ', ', ', ' nº '])}${random.whole(1, 220)}${floor}${random.chance(0.75) ? `, ${town}` : ''}`;
}

function italian(random: Random): string {
  const street = `${random.pick(['Via', 'Via', 'Viale', 'Piazza', 'Corso', 'V.le', 'Largo'])} ${random.pick(['Roma', 'Garibaldi', 'Europa', 'Dante Alighieri', 'XX Settembre', 'della Repubblica'])}`;
  const town = random.pick(['20121 Milano', '00184 Roma', '10121 Torino (TO)', 'Napoli']);
  return `${street}${random.pick([' ', ', ', ' n. '])}${random.whole(1, 150)}${random.pick(['', '/A', ' bis'])}${random.chance(0.75) ? `, ${town}` : ''}`;
}

function dutch(random: Random): string {
  const street = random.pick([
    'Keizersgracht',
    'Dorpsstraat',
    'Kerklaan',
    'Stationsweg',
    'Molenstraat',
    'Marktplein',
    'Oranjekade',
    'Julianalaan',
  ]);
  const town = random.pick(['1015 CJ Amsterdam', '3511 LX Utrecht', '2511 CB Den Haag', '9711 Groningen']);
  return `${street} ${random.whole(1, 300)}${random.pick(['', '', 'a', '-2', ' bis'])}${random.chance(0.75) ? `, ${town}` : ''}`;
}

const polish = (random: Random): string =>
  `${random.pick(['ul.', 'al.', 'pl.', 'os.'])} ${random.pick(['Długa', 'Marszałkowska', 'Kościuszki', 'Jana Pawła II', 'Słoneczna'])} ${random.whole(1, 120)}${random.pick(['', '/3', ' m. 12'])}, ${random.pick(['00-238 Warszawa', '31-019 Kraków', '80-001 Gdańsk'])}`;

const swedish = (random: Random): string =>
  `${random.pick(['Storgatan', 'Drottninggatan', 'Skolvägen', 'Björkvägen', 'Kungsgatan'])} ${random.whole(1, 99)}${random.pick(['', ' B', ' lgh 1102'])}, ${random.pick(['114 55 Stockholm', '411 05 Göteborg', '211 22 Malmö'])}`;

const overseas = (random: Random): string =>
  random.pick([
    `${random.whole(1, 999)} ${random.pick(['Bay St', 'Yonge Street', 'Granville St'])}, ${random.pick(['Toronto ON M5J 2J5', 'Vancouver, BC V6Z 1X5'])}`,
    `${random.whole(1, 400)} ${random.pick(['George St', 'Pitt Street', 'Collins St'])}, ${random.pick(['Sydney NSW 2000', 'Melbourne VIC 3000'])}`,
    `${random.whole(1, 200)} ${random.pick(['Long Street', 'Church Road', 'Main Rd'])}, ${random.pick(['Cape Town 8001', 'Durban 4001'])}`,
    `${random.whole(1, 200)} ${random.pick(['MG Road', 'Park Street', 'Anna Nagar 4th Cross Road'])}, ${random.pick(['Bengaluru 560001', 'Kolkata 700016'])}`,
  ]);

const brazilian = (random: Random): string =>
  `${random.pick(['Rua', 'Av.', 'Avenida', 'Travessa', 'R.'])} ${random.pick(['das Flores', 'Paulista', 'Sete de Setembro', 'Dom Pedro II'])}, ${random.whole(1, 2_000)}${random.pick(['', ' - Centro', ', apto 12'])}, ${random.pick(['São Paulo - SP, 01310-100', 'Rio de Janeiro', '30130-010 Belo Horizonte'])}`;

const us: Country = { language: 'en', forms: english, address: american };
const germanForms = ['Adresse: <>', 'wohnhaft <>', 'Anschrift: <>', '<>', 'wohnt in der <>'];
const frenchForms = ['Adresse : <>', 'domicilié au <>', 'demeurant <>', '<>', 'habite <>'];

const countries: readonly Country[] = [
  us,
  us,
  us,
  { language: 'en', forms: english, address: rural },
  { language: 'en', forms: english, address: british },
  { language: 'en', forms: english, address: british },
  { language: 'de', forms: germanForms, address: german },
  { language: 'de', forms: germanForms, address: german },
  { language: 'fr', forms: frenchForms, address: french },
  { language: 'es', forms: ['Dirección: <>', 'domicilio <>', 'vive en <>', '<>'], address: spanish },
  { language: 'it', forms: ['Indirizzo: <>', 'residente in <>', 'domicilio: <>', '<>'], address: italian },
  { language: 'nl', forms: ['Adres: <>', 'woont <>', 'woonachtig <>', '<>'], address: dutch },
  { language: 'pl', forms: ['Adres: <>', 'zam. <>', '<>'], address: polish },
  { language: 'sv', forms: ['Adress: <>', 'bor på <>', '<>'], address: swedish },
  { language: 'en', forms: english, address: overseas },
  { language: 'pt', forms: ['Endereço: <>', 'residente na <>', '<>'], address: brazilian },
];

export const addresses: readonly PlantType[] = [streetAddress];
