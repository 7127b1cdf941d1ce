import { describe, expect, it } from 'vitest';
import { streetAddress } from '../../../shared/guard/detectors/street-address.ts';
import { countHits, finds } from './finds.ts';

/** The text, and what of it is the address; the whole text where nothing else stands. */
type Row = readonly [text: string, expected?: string];

function areFound(of: string, rows: readonly Row[]): void {
  const texts = rows.map(([text, expected = text]) => [text, expected] as const);
  it.each(texts)(`${of}: %j`, (text, expected) => {
    const found = finds(streetAddress, text);

    expect(found).toEqual([expected]);
  });
}

function areNone(of: string, texts: readonly string[]): void {
  it.each(texts)(`${of}: %j`, (text) => {
    const found = finds(streetAddress, text);

    expect(found).toEqual([]);
  });
}

describe('addresses are found', () => {
  areFound('a street of the United States', [
    ['123 Main Street'],
    ['123 Main St'],
    ['1412 W. 3rd St'],
    ['106 MG Road'],
    ['123 Main St.', '123 Main St.'],
    ['4521 OAK ST'],
    ['4521 OAKWOOD DR'],
    ['742 Evergreen Terrace'],
    ['742 EVERGREEN TER'],
    ['1600 Pennsylvania Ave NW, Washington, DC 20500'],
    ['350 5th Avenue'],
    ['350 FIFTH AVE'],
    ['77 N 12th St'],
    ['800 West 34th Street, Apt 12B'],
    ['4521 Oak Ave Apt 3B'],
    ['4521 OAK AVE # 12'],
    ['9 Elm St, Springfield, IL 62704'],
    ['9 ELM CT SPRINGFIELD IL 62704'],
    ['15 Harbor Ct, Unit 4'],
    ['2200 Sunset Blvd, Los Angeles, California 90026'],
    ['310 Martin Luther King Jr Blvd', '310 Martin Luther King Jr Blvd'],
    ['55 Lake View Drive'],
    ['18 Forest Hill Road'],
    ['12-14 Mulberry Lane'],
    ['100 St. James Place'],
    ["27 O'Connell Way"],
    ['1420 Ridgecrest Cir, Boulder, CO 80302-1234'],
    ['3120 Old Mill Rd.\nAustin, TX 78701', '3120 Old Mill Rd.\nAustin, TX 78701'],
    ['600 Harvest Loop'],
    ['45 Coral Cove, Suite 200'],
    ['6420 Kuhic Manors Suite 123'],
    ['78 Maple Springs, Portland, OR 97201'],
    ['1200 Highway 12'],
    ['8800 County Road 45'],
    ['1515 Broadway'],
    ['205 Avenue of the Americas'],
    ['88 Avenue B'],
    ['Home: 5 Oak Dr', '5 Oak Dr'],
    ['Patient lives at 12 oak street, with his wife', '12 oak street'],
    ['address 4521 oak ave apt 3', '4521 oak ave apt 3'],
    ['residing at 77 willow ln', '77 willow ln'],
    ['Mail to: 44 Birch Rd, phone 555-0100', '44 Birch Rd'],
    ['moved to 4521 Oak St and feels well', '4521 Oak St'],
    ['(4521 Oak St)', '4521 Oak St'],
    ['DOE^JANE 4521 OAK ST', '4521 OAK ST'],
  ]);

  areFound('a street of the United Kingdom, Ireland, Canada or Australia', [
    ['10 Downing Street, London SW1A 2AA'],
    ['221B Baker Street'],
    ['Flat 2, 14 Kings Close, Leeds LS1 4AP'],
    ['106 Park Street, Kolkata 700016'],
    ['7 Church Walk'],
    ['23 High Street, Stoke on Trent', '23 High Street'],
    ['16 ROSEMARY GARDENS'],
    ['4 The Crescent'],
    ['12 Mews Court, Bath, BA1 1AA'],
    ['100 Queen St W, Toronto, ON M5H 2N2'],
    ['24 Sussex Drive, Ottawa, ON'],
    ['1250 Rue Place', '1250 Rue Place'],
    ['5/12 Smith St, Fitzroy VIC 3065'],
    ['33 Wattle Grove'],
    ['88 Murray Parade, Perth WA 6000'],
  ]);

  areFound('a street of the continent, or of Brazil', [
    ['Musterstraße 12'],
    ['Musterstraße 12, 10115 Berlin'],
    ['MUSTERSTRASSE 12'],
    ['Hauptstr. 5a'],
    ['Hauptstr 5'],
    ['Berliner Straße 17', 'Berliner Straße 17'],
    ['Berliner Str. 17'],
    ['Karl-Marx-Allee 3'],
    ['Alter Markt-Platz 4', 'Markt-Platz 4'],
    ['Lindenweg 7'],
    ['Marienplatz 8, 80331 München'],
    ['Am Markt 5, 12345 Berlin'],
    ['Neuer Wall 5, 20354 Hamburg', 'Wall 5, 20354 Hamburg'],
    ['Adresse: An der Mühle 12a', 'An der Mühle 12a'],
    ['Kaiserring 36, 68161 Mannheim'],
    ['ul. Długa 44 m. 12, 31-019 Kraków'],
    ['Rua Augusta, 1500, apto 12, 30130-010 Belo Horizonte'],
    ['Avenida Paulista, 1578 - Centro, São Paulo - SP, 01310-100'],
    ['Largo della Repubblica, 50 bis'],
    ['V.le Europa n. 57/A'],
    ['wohnhaft Lindenweg 7 b', 'Lindenweg 7 b'],
    ['Kerkstraat 12'],
    ['Kerkstraat 12, 1017 GC Amsterdam'],
    ['Beethovenlaan 101'],
    ['Stationsplein 9'],
    ['Prinsengracht 263'],
    ['Storgatan 1, 111 22 Stockholm'],
    ['Kungsvägen 14'],
    ['12 rue de la République, 69002 Lyon'],
    ['12 bis rue Victor Hugo'],
    ['45, avenue des Champs-Élysées'],
    ['3 boulevard Saint-Michel'],
    ['12 place de la Mairie'],
    ['8 chemin du Moulin'],
    ['27 RUE DE LA PAIX'],
    ['Via Roma 12'],
    ['Via Giuseppe Garibaldi, 12'],
    ['Via Roma 12, 20121 Milano'],
    ['VIA ROMA 12, 20121 MILANO'],
    ['Piazza San Marco 3'],
    ['Corso Vittorio Emanuele 21'],
    ['Calle Mayor 5'],
    ['Calle Mayor, 5'],
    ['C/ Alcalá 45'],
    ['Avenida de la Constitución, 12'],
    ['CALLE MAYOR 5'],
    ['Paseo de Gracia 92'],
    ['Rua das Flores, 123'],
    ['Rua 7 de Setembro, 45', 'Rua 7 de Setembro, 45'],
    ['RUA AUGUSTA 1500'],
    ['Endereço: Av. Paulista, 1578', 'Av. Paulista, 1578'],
    ['Travessa do Carmo 9'],
    ['ul. Długa 7/9'],
    ['ul. Marszałkowska 12, 00-950 Warszawa'],
    ['al. Jerozolimskie 44'],
  ]);

  areFound('a post box or a city line', [
    ['P.O. Box 123'],
    ['PO Box 4567, Springfield, IL 62704'],
    ['PO BOX 99'],
    ['Post Office Box 12'],
    ['Postfach 1234'],
    ['Postbus 20350'],
    ['RR 2 Box 45'],
    ['Springfield, IL 62704'],
    ['SPRINGFIELD IL 62704'],
    ['Salt Lake City, UT 84101-1234'],
    ['North Judyview, TX 12345'],
    ['postcode SW1A 2AA', 'SW1A 2AA'],
    ['Toronto ON M5V 3L9', 'ON M5V 3L9'],
    ['D-10115 Berlin'],
    ['wohnhaft in 10115 Berlin', '10115 Berlin'],
  ]);
});

describe('what images are called is no address', () => {
  areNone('a modality, a sequence, a projection', [
    '5 CT Head',
    '5 CT HEAD W CONTRAST',
    'Leg 2 CT',
    '64 SLICE CARDIAC CT',
    '16 ABDOMEN CT',
    '120 CHEST ABDOMEN CT',
    '5 ML CT CONTRAST',
    '100 ML OMNIPAQUE CT',
    '2 mm Ct',
    '1.5 T Dr Smith',
    '3 Dr',
    '3 Dr Smith',
    '2 VIEW CHEST DR',
    '12 PORTABLE DR',
    '2 PL LATERAL',
    '14 LATERAL PL',
    'T2 AX ST',
    'AXIAL 3 ST',
    '2 AX PD ST',
    '25 SAG TSE ST',
    '12 LEAD ST elevation',
    '12 LEAD ST ELEVATION',
    '12 Lead St elevation',
    '4 mm ST depression',
    '3D AX T1',
    '3 PLANE LOC',
    '8 CH Head Coil',
    '512 Row',
    '64 DETECTOR ROW',
    '64 Detector Row CT',
    'Chest 2 Views',
    'CHEST 2 VIEWS',
    '4 CIRCLE OF WILLIS',
    '1 Way',
    '3 WAY STOPCOCK',
    '10 LN biopsy',
    '12 AXILLARY LN',
    '15 MEDIASTINAL LN',
    '40 MG LOVENOX SQ',
    '5000 UNITS HEPARIN SQ',
    'Kernel Br40 3 SQ',
    'CHEST PA 21034',
    'HEAD CT 06001',
    'PATIENT ID 83412',
    'Smith, MD 90210',
    'SERIES, CT 12345',
    'IMAGE 12 OF 120',
    'MPR 3 mm Ax St',
    'DWI b 1000 Ax',
    'ep2d diff 4scan trace p2',
  ]);

  areNone('a report', [
    '6 minute walk',
    '6 MINUTE WALK TEST',
    '2 TUBES IN PLACE',
    '12 FR CATHETER IN PLACE',
    '25 MG INDOCYANINE GREEN',
    '2 UNITS ON THE WAY',
    '3 weeks on the road to recovery',
    '10 cm square',
    'AT 1430 SPOKE WITH DR SMITH',
    'Findings discussed at 14:30 with Dr Miller',
    'on 20240131 by Jones Dr Smith',
    'VIA RIGHT ARM 20 ML',
    'Via Left Femoral Artery 6 F',
    'INJECTED VIA PICC LINE 5 ML',
    'Smith et al. Radiology 2019',
    'AV NODE 3',
    'EJE LARGO 4 CAMARAS',
    'Atemweg 3',
    'Arbeitsplatz 3',
    'Untersuchungsplatz 12',
    'Rekonstr. 3',
    'Kontrastr. 2',
    'Patient Platz 2',
    'Platz 2',
    'Weg 3',
    '5 ROUTE ORAL',
    '2 place du cathéter',
    'in 2019, 12 patients were examined',
    'L5 S1 3 mm',
    'SW1A 2AA',
    'M5V 3L9',
    'BP 120/80',
    'Series 5, 12345 Head',
    'Am Tag 3',
    'Im Bild 12',
    'Monitoring 3',
    '100 MG DRIVE',
    'accession 12345 Smith',
    'Room 12',
    'GE Signa 1.5 T Street',
    '$25 Main Street',
    '',
  ]);

  it.each([
    { carrier: 'uid', vr: 'UI' },
    { keyword: 'StationName', vr: 'SH' },
  ] as const)('nor is anything in %j', (place) => {
    const found = finds(streetAddress, '4521 Oak Street', place);

    expect(found).toEqual([]);
  });

  it('but a serial number may not hide one that is called an address', () => {
    const found = finds(streetAddress, 'address: 4521 Oak Street', { keyword: 'DeviceSerialNumber', vr: 'LO' });

    expect(found).toEqual(['4521 Oak Street']);
  });
});

describe('an address', () => {
  it('is named by the keyword of its attribute', () => {
    const named = finds(streetAddress, '5 elm road', { keyword: 'PatientAddress', vr: 'LO' });
    const unnamed = finds(streetAddress, '5 elm road', { keyword: 'SeriesDescription', vr: 'LO' });

    expect(named).toEqual(['5 elm road']);
    expect(unnamed).toEqual([]);
  });

  it('is one hit with its place', () => {
    const hits = countHits(streetAddress, '4521 Oak St Apt 3, Springfield, IL 62704');

    expect(hits).toBe(1);
  });

  it('is one hit each in a text of many', () => {
    const hits = countHits(streetAddress, '4521 Oak Street\n'.repeat(1_000));

    expect(hits).toBe(1_000);
  });

  it.each(['1 A A A A ', '12 St St St St ', '12 Chest View Pl Way Dr ', '7', 'Via ', 'A IL 12345 ', 'straße '])(
    'is looked for in a million characters of %j, and there is none',
    (text) => {
      const hits = countHits(streetAddress, text.repeat(1_000_000 / text.length));

      expect(hits).toBe(0);
    },
  );

  it('never spans two values', () => {
    const found = finds(streetAddress, '4521 Oak\u0000Street');

    expect(found).toEqual([]);
  });
});
