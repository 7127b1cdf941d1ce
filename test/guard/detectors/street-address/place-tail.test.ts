import { describe, expect, it } from 'vitest';
import { continentalTail, englishTail } from '../../../../shared/guard/detectors/street-address/place-tail.ts';

describe('what follows a street', () => {
  it.each([
    [', Springfield, IL 62704 and more', ', Springfield, IL 62704'],
    [' NW, Washington, DC 20500-0001', ' NW, Washington, DC 20500-0001'],
    ['. Apt 3B', '. Apt 3B'],
    [' # 12', ' # 12'],
    [', London SW1A 2AA', ', London SW1A 2AA'],
    [' W, Toronto, ON M5H 2N2', ' W, Toronto, ON M5H 2N2'],
    [', Fitzroy VIC 3065', ', Fitzroy VIC 3065'],
    ['\nAustin, TX 78701', '\nAustin, TX 78701'],
    [', Dayton, Ohio 45402', ', Dayton, Ohio 45402'],
  ])('tells a flat or a place in %j', (after, expected) => {
    const tail = englishTail(after);

    expect(tail).toEqual({ length: expected.length, isTelling: true });
  });

  it.each([' elevation in V4', ' HEAD W CONTRAST', ', seen on 20240131', ' SEEN IN ER', ''])(
    'tells nothing in %j',
    (after) => {
      const tail = englishTail(after);

      expect(tail.isTelling).toBe(false);
    },
  );

  it.each([
    [', 10115 Berlin und mehr', ', 10115 Berlin'],
    [', D-26121 Oldenburg', ', D-26121 Oldenburg'],
    [', 1017 GC Amsterdam', ', 1017 GC Amsterdam'],
    [', 111 22 Stockholm', ', 111 22 Stockholm'],
    [' m. 12, 00-950 Warszawa', ' m. 12, 00-950 Warszawa'],
    [', apto 12, São Paulo - SP, 01310-100', ', apto 12, São Paulo - SP, 01310-100'],
  ])('tells a city of the continent or of Brazil in %j', (after, expected) => {
    const tail = continentalTail(after);

    expect(tail).toEqual({ length: expected.length, isTelling: true });
  });

  it.each([' mm', ', 12 Bilder', ', Bild 12345', ''])('tells no city in %j', (after) => {
    const tail = continentalTail(after);

    expect(tail).toEqual({ length: 0, isTelling: false });
  });
});
