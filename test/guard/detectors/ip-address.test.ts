import { describe, expect, it } from 'vitest';
import { ipAddress } from '../../../shared/guard/detectors/ip-address.ts';
import { finds } from './finds.ts';

describe('network addresses', () => {
  it.each([
    ['192.168.1.20', '192.168.1.20'],
    ['10.20.30.40', '10.20.30.40'],
    ['172.16.254.1 is down.', '172.16.254.1'],
    ['203.0.113.7', '203.0.113.7'],
    ['sent from 198.51.100.23:104', '198.51.100.23'],
    ['http://192.0.2.15/wado', '192.0.2.15'],
    ['host 1.2.3.4', '1.2.3.4'],
    ['IP: 8.8.8.8.', '8.8.8.8'],
    ['PACS-203.0.113.9', '203.0.113.9'],
    ['10.0.0.12', '10.0.0.12'],
    ['PACS server 10.6.2.18 is full', '10.6.2.18'],
    ['server at 7.0.8.136', '7.0.8.136'],
    ['\\\\10.3.4.5\\share', '10.3.4.5'],
    ['ping 5.9.2.9 fails', '5.9.2.9'],
    ['sent to archive via 12.5.7.9', '12.5.7.9'],
    ['gateway: 10.1.2.3', '10.1.2.3'],
    ['STORESCP 8.3.6.68:104', '8.3.6.68'],
    ['logged in from 11.4.3.210', '11.4.3.210'],
    ['Adresse IP : 9.2.5.106', '9.2.5.106'],
    ['Viewer 192.168.4.9', '192.168.4.9'],
    ['169.254.10.20', '169.254.10.20'],
    ['203.0.113.0/24', '203.0.113.0'],
    ['2001:db8:85a3:0:0:8a2e:370:7334', '2001:db8:85a3:0:0:8a2e:370:7334'],
    ['2001:db8::1', '2001:db8::1'],
    ['fe80::1ff:fe23:4567:890a%eth0', 'fe80::1ff:fe23:4567:890a'],
    ['[2001:db8::42]:443', '2001:db8::42'],
    ['addr:2001:db8::7', '2001:db8::7'],
    ['fd12:3456:789a::1', 'fd12:3456:789a::1'],
  ])('are found in %j', (text, expected) => {
    const found = finds(ipAddress, text);

    expect(found).toEqual([expected]);
  });

  it.each([
    ['1.2.3.4', 'small numbers'],
    ['3.14.2.7', 'small numbers'],
    ['10.10.13.4', 'small numbers'],
    ['1.2.840.10008.1.2', 'a UID'],
    ['1.2.124.113', 'the root of a UID'],
    ['2.16.124.113', 'the root of a UID'],
    ['203.0.113.7.1', 'five numbers'],
    ['0.203.0.113', 'no network'],
    ['255.255.255.0', 'a mask'],
    ['203.0.113.256', 'too large a number'],
    ['203.0.113.007', 'leading zeros'],
    ['v4.21.30.45', 'a version'],
    ['version 4.21.30.45', 'a version'],
    ['Ver. 4.21.30.45', 'a version'],
    ['software version is 4.21.30.45', 'a version'],
    ['SW: 4.21.30.45', 'a version'],
    ['build 4.21.30.45', 'a version'],
    ['syngo_v4.21.30.45', 'a version'],
    ['4.21.30.45-beta', 'a version'],
    ['4.21.30.45b', 'a version'],
    ['ImageServer 7.0.8.136', 'the version of a program'],
    ['ImageServer 10.6.2.18', 'the version of a program'],
    ['PACS Viewer 12.1.0.120 installed', 'the version of a program'],
    ['recon server 3.2.5.88', 'the version of a program'],
    ['Workstation 4.5.1.228', 'the version of a program'],
    ['syngo.via 7.0.8.136', 'the version of a program'],
    ['iSite 3.6.114.0', 'the version of a program'],
    ['Chrome 120.0.60.109', 'the version of a program'],
    ['upgraded from 4.5.1.228 to 5.0.0.17', 'versions'],
    ['versión 4.21.30.45', 'a version'],
    ['11.6.4.29', 'small numbers'],
    ['12:30:45', 'a time'],
    ['2024-01-15T12:30:45', 'a time'],
    ['::1', 'everybody'],
    ['std::string', 'a program'],
    ['12:34:56:78:90:ab:cd:ef', 'eight pairs'],
    ['2001:db8:::1', 'a third colon'],
    ['00:1A:2B:3C:4D:5E', 'a hardware address'],
    ['120\\140\\100', 'a list of numbers'],
  ])('are not %j: %s', (text) => {
    const found = finds(ipAddress, text);

    expect(found).toEqual([]);
  });

  it.each([
    { keyword: 'SoftwareVersions', vr: 'LO' },
    { keyword: 'ManufacturerModelName', vr: 'LO' },
    { carrier: 'uid', vr: 'UI' },
  ] as const)('are not in %j', (place) => {
    const found = finds(ipAddress, '203.0.113.7', place);

    expect(found).toEqual([]);
  });
});
