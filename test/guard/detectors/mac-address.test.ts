import { describe, expect, it } from 'vitest';
import { macAddress } from '../../../shared/guard/detectors/mac-address.ts';
import { finds } from './finds.ts';

describe('hardware addresses', () => {
  it.each([
    ['00:1A:2B:3C:4D:5E', '00:1A:2B:3C:4D:5E'],
    ['00-1a-2b-3c-4d-5e', '00-1a-2b-3c-4d-5e'],
    ['001a.2b3c.4d5e', '001a.2b3c.4d5e'],
    ['MAC:00:1A:2B:3C:4D:5E', '00:1A:2B:3C:4D:5E'],
    ['mac=00:1a:2b:3c:4d:5e;', '00:1a:2b:3c:4d:5e'],
    ['00:11:22:33:44:55', '00:11:22:33:44:55'],
    ['ethernet 00-11-22-33-44-55', '00-11-22-33-44-55'],
    ['mac 0011.2233.4455', '0011.2233.4455'],
    ['MAC=001A.2B3C.4D5E. Next', '001A.2B3C.4D5E'],
    ['eth0 0011.2233.4455', '0011.2233.4455'],
    ['NIC: 0011.2233.4455', '0011.2233.4455'],
    ['MAC 001A2B3C4D5E', '001A2B3C4D5E'],
    ['(de:ad:be:ef:00:01)', 'de:ad:be:ef:00:01'],
    ['hwaddr de-ad-be-ef-00-01.', 'de-ad-be-ef-00-01'],
  ])('are found in %j', (text, expected) => {
    const found = finds(macAddress, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['00:00:00:00:00:00', 'zeros'],
    ['FF:FF:FF:FF:FF:FF', 'everybody'],
    ['00:1A:2B:3C:4D', 'five pairs'],
    ['00:1A:2B:3C:4D:5E:6F', 'seven pairs'],
    ['00:1A:2B:3C:4D:5E:6F:70:81:92:A3:B4', 'a fingerprint'],
    ['00:1A-2B:3C-4D:5E', 'two kinds of gap'],
    ['00:1A:2B:3C:4D:5G', 'no hexadecimal digit'],
    ['12:30:45', 'a time'],
    ['12-34-56-78-90-12', 'a number in pairs'],
    ['1234.5678.9012', 'a number with dots'],
    ['1.2.840.1234.5678.9012', 'a UID'],
    ['001A2B3C4D5E', 'twelve digits and no word'],
    ['X00:1A:2B:3C:4D:5E', 'a longer token'],
    ['00:1A:2B:3C:4D:5EF', 'a longer token'],
    ['2024-01-15-10-30-00', 'a time'],
    ['550e8400-e29b-41d4-a716-446655440000', 'a UUID'],
    ['120\\140\\100', 'a list of numbers'],
  ])('are not %j: %s', (text) => {
    const found = finds(macAddress, text);

    expect(found).toEqual([]);
  });

  it('are not looked for in UIDs', () => {
    const found = finds(macAddress, '00:1A:2B:3C:4D:5E', { carrier: 'uid', vr: 'UI' });

    expect(found).toEqual([]);
  });
});
