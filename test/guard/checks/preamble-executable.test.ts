import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { preambleExecutable } from '../../../shared/guard/checks/preamble-executable.ts';
import { hitsOf, preambleOf } from './evidence.ts';

const kindOf = (preamble: Buffer) => hitsOf(preambleExecutable, { content: { preamble } }).map(({ detail }) => detail);

describe('preamble-executable', () => {
  it.each([
    ['Windows program', 'MZ\x90\0'],
    ['Linux program', '\x7fELF\x02\x01\x01'],
    ['macOS program', '\xcf\xfa\xed\xfe\x07'],
    ['macOS program', '\xfe\xed\xfa\xce'],
    ['macOS program', '\xca\xfe\xba\xbf'],
    ['Java class or macOS program', '\xca\xfe\xba\xbe\0\0\0\x41'],
    ['script', '#!/bin/sh\n'],
    ['Windows shortcut', 'L\0\0\0\x01\x14\x02\0'],
    ['ZIP archive', 'PK\x03\x04\x14\0'],
    ['RAR archive', 'Rar!\x1a\x07\x01\0'],
    ['7z archive', '7z\xbc\xaf\x27\x1c'],
    ['Microsoft compound file', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
    ['web page or XML', '<!DOCTYPE html>'],
    ['web page or XML', '\xef\xbb\xbf\r\n  <svg xmlns="http://www.w3.org/2000/svg">'],
    ['web page or XML', 'junk before <?php echo 1; ?>'],
    ['PDF document', '%PDF-1.7'],
    ['batch or PowerShell script', '@echo off\r\n'],
    ['batch or PowerShell script', 'start\r\npowershell -enc AAAA'],
  ])('calls it a %s', (kind, start) => {
    const preamble = preambleOf(start);

    const kinds = kindOf(preamble);

    expect(kinds).toEqual([kind]);
  });

  it('finds a PDF that begins anywhere in the preamble', () => {
    const preamble = Buffer.alloc(128);
    preamble.write('%PDF-1.4', 120);

    expect(kindOf(preamble)).toEqual(['PDF document']);
  });

  it('reads UTF-16 as what it spells', () => {
    const preamble = preambleOf(Buffer.from('\ufeff<script>', 'utf16le'));

    expect(kindOf(preamble)).toEqual(['web page or XML']);
  });

  it('finds a PDF behind a TIFF', () => {
    const preamble = preambleOf('II*\0\x08\0\0\0%PDF-1.3');

    expect(kindOf(preamble)).toEqual(['PDF document']);
  });

  it.each([
    ['zeros', preambleOf('')],
    ['spaces', preambleOf('', 0x20)],
    ['a TIFF', preambleOf('II*\0\x54\x18\x08\0')],
    ['the name of a writer', preambleOf('Synthetic Imaging Workstation 4.2', 0x20)],
    ['a text with a smaller-than sign', preambleOf('range 1 < 2, 5 <= 6')],
  ])('says nothing of %s', (_, preamble) => {
    expect(kindOf(preamble)).toEqual([]);
  });

  it('tells the kind of anything, and never anything of the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 128, maxLength: 128 }), (bytes) => {
        const hits = hitsOf(preambleExecutable, { content: { preamble: Buffer.from(bytes) } });

        expect(hits.length).toBeLessThanOrEqual(1);
        for (const hit of hits) expect(hit).toMatchObject({ carrier: 'preamble', path: 'preamble' });
        for (const { detail } of hits)
          expect(detail).toMatch(/program|script|page|archive|document|file|cabinet|shortcut/);
      }),
    );
  });
});
