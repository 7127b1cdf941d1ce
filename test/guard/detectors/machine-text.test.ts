import { describe, expect, it } from 'vitest';
import { isMachineText, isUid } from '../../../shared/guard/detectors/machine-text.ts';
import type { Segment } from '../../../shared/guard/haystack.ts';
import type { Place } from '../../../shared/guard/inspected-text.ts';

const segmentOf = (place: Partial<Place>): Segment => ({
  start: 0,
  end: 1,
  source: {
    place: { carrier: 'text', path: '00081030', vr: 'LO', keyword: '', ...place },
    text: 'x',
    isByteForByte: true,
  },
});

describe('machine text', () => {
  it.each([
    'DeviceSerialNumber',
    'SourceSerialNumber',
    'LensSerialNumber',
    'SoftwareVersions',
    'SecondaryCaptureDeviceSoftwareVersions',
    'ImplementationVersionName',
    'ManufacturerModelName',
    'DetectorID',
    'XRayDetectorID',
    'PlateID',
    'CassetteID',
    'GantryID',
    'GeneratorID',
    'StationName',
    'PerformedStationName',
    'DeviceID',
    'DeviceUID',
    'TransducerData',
    'UniqueDeviceIdentifier',
    'TreatmentMachineName',
    'ImplantPartNumber',
    'ProductLotIdentifier',
    'CodeValue',
    'CodingSchemeVersion',
  ])('is what %s holds', (keyword) => {
    const segment = segmentOf({ keyword });

    expect(isMachineText(segment)).toBe(true);
  });

  it.each([
    '',
    'PatientComments',
    'StudyDescription',
    'PatientID',
    'OtherPatientIDs',
    'AccessionNumber',
    'CodeMeaning',
    'TextValue',
    'AdmissionID',
    'IssuerOfPatientID',
    'DeviceDescription',
    'PatientTelephoneNumbers',
    'SpecimenIdentifier',
  ])('is not what %j holds', (keyword) => {
    const segment = segmentOf({ keyword });

    expect(isMachineText(segment)).toBe(false);
  });

  it('is an application entity title, whatever the attribute is called', () => {
    const segment = segmentOf({ vr: 'AE' });

    expect(isMachineText(segment)).toBe(true);
  });
});

describe('a UID', () => {
  it('is a text of the carrier uid', () => {
    const segment = segmentOf({ carrier: 'uid', vr: 'UI' });

    expect(isUid(segment)).toBe(true);
  });

  it.each(['UI', 'DS', 'IS', 'DA', 'TM', 'DT', 'AS', 'LO', 'UT', 'UN', ''])(
    'is no text in VR %j, whatever belongs there: what is looked at as text is looked at',
    (vr) => {
      const segment = segmentOf({ vr });

      expect(isUid(segment)).toBe(false);
    },
  );
});
