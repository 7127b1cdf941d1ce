import { describe, expect, it } from 'vitest';
import { visitIdEcho } from '../../../shared/guard/detectors/visit-id-echo.ts';
import { findsOf, sees } from './finds-of-patient.ts';

const patient = { visitIds: ['ACC4829137', '1', '1234'] };

describe('an echo of the accession number', () => {
  it.each([
    ['in prose', 'see ACC4829137', 'ACC4829137', {}],
    ['in prose, with separators', 'see ACC-4829-137', 'ACC-4829-137', {}],
    ['after a label', 'Accession No: ACC4829137', 'ACC4829137', { vr: 'LO' }],
    ['after a label, among printable bytes', 'acc#ACC4829137', 'ACC4829137', { carrier: 'printable-bytes', vr: 'UN' }],
    ['in a document', 'ACC4829137', 'ACC4829137', { carrier: 'document', vr: 'OB' }],
  ] as const)('is found %s', (_, text, found, place) => {
    expect(findsOf(visitIdEcho, patient, text, place)).toEqual([found]);
  });

  it.each([
    ['in a private attribute', { vr: 'LO', path: '00291009', keyword: '' }],
    ['among printable bytes', { vr: 'UN', path: '00291010', keyword: '', carrier: 'printable-bytes' }],
    ['in padding', { vr: 'OB', path: 'FFFCFFFC', keyword: '', carrier: 'padding' }],
    ['in the name of a file', { vr: '', path: 'part-header', keyword: '', carrier: 'part-header' }],
    [
      'in the description of a request',
      { vr: 'LO', path: '00400275.0.00400007', keyword: 'ScheduledProcedureStepDescription' },
    ],
  ] as const)('is found %s', (_, place) => {
    expect(findsOf(visitIdEcho, patient, 'ACC4829137', place)).toEqual(['ACC4829137']);
  });

  it.each([['CT1A'], ['20240305'], ['CHEST12'], ['120000'], ['12345']])('is only noted where it is like %s', (id) => {
    const found = sees(visitIdEcho, { visitIds: [id] }, `see ${id}.`);

    expect(found).toEqual([{ text: id, score: 0.45 }]);
  });

  it.each([
    ['Accession Number', { path: '00080050', keyword: 'AccessionNumber', vr: 'SH' }],
    ['the ID of a step', { path: '00400275.0.00400009', keyword: 'ScheduledProcedureStepID', vr: 'SH' }],
    ['an order number', { path: '00402016', keyword: 'PlacerOrderNumberImagingServiceRequest', vr: 'LO' }],
    ['Requested Procedure ID', { path: '00401001', keyword: 'RequestedProcedureID', vr: 'SH' }],
    ['a UID', { path: '0020000D', carrier: 'uid', vr: 'UI' }],
  ] as const)('is none in %s', (_, place) => {
    expect(sees(visitIdEcho, patient, 'Order ACC4829137', place)).toEqual([]);
  });

  it.each(['study 1', 'Exam 1234', 'kVp 1234 of 1'])('is none where it is as short as in %s', (text) => {
    expect(findsOf(visitIdEcho, patient, text)).toEqual([]);
  });
});
