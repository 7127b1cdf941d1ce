import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddedExecutable } from '../../../shared/guard/checks/embedded-executable.ts';
import { carriedValue, hitsOf } from './evidence.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

/** A Windows program as far as its header is one. */
function windowsProgram({ signature = 'PE\0\0', headerAt = 0x80, size = 512 } = {}): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.write('MZ');
  bytes.writeUInt32LE(headerAt, 0x3c);
  if (headerAt < size) bytes.write(signature, headerAt, 'latin1');
  return bytes;
}

function macProgram(magic: string, fileType: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.write(magic, 'latin1');
  bytes.writeUInt32LE(fileType, 12);
  return bytes;
}

const kindsOf = (bytes: Buffer) =>
  hitsOf(embeddedExecutable, { content: { values: [carriedValue(bytes)] } }).map(({ detail }) => detail);

describe('embedded-executable', () => {
  it.each([
    ['Windows program', windowsProgram()],
    ['Windows program', windowsProgram({ signature: 'NE' })],
    ['Windows program', latin1('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff')],
    ['Linux program', latin1('\x7fELF\x02\x01\x01\0')],
    ['macOS program', macProgram('\xcf\xfa\xed\xfe', 2)],
    ['macOS program', latin1('\xfe\xed\xfa\xce\0\0\0\x07\0\0\0\0\0\0\0\x02')],
    ['macOS program', latin1('\xca\xfe\xba\xbf\0\0\0\x02')],
    ['Java class or macOS program', latin1('\xca\xfe\xba\xbe\0\0\0\x02')],
    ['Java class or macOS program', latin1('\xca\xfe\xba\xbe\0\0\0\x41')],
    ['Android program', latin1('dex\n039\0')],
    ['WebAssembly program', latin1('\0asm\x01\0\0\0')],
    ['WebAssembly program', latin1('\0asm\x0d\0\x01\0')],
    ['Windows shortcut', latin1('L\0\0\0\x01\x14\x02\0')],
    ['script', latin1('#!/bin/sh\necho')],
    ['script', latin1('#! /usr/bin/env python')],
    ['script', latin1('\xef\xbb\xbf\n #!/bin/sh')],
    ['web page with a script', latin1('<html><script>alert(1)</script></html>')],
    ['web page with a script', latin1(`<html>${' '.repeat(5_000)}<SCRIPT src="//example.test/a">`)],
    ['web page with a script', latin1('<svg onload="run()"/>')],
    ['web page with a script', latin1('<a href="javascript:run()">open</a>')],
    ['web page with a script', latin1('words, and <script>run()</script>')],
    ['web page with a script', latin1('<?php system(1);')],
    ['web page with a script', latin1('<?= `id` ?>')],
    ['web page with a script', Buffer.from('\ufeff<html><script>run()</script>', 'utf16le')],
    ['web page with a script', Buffer.from(`\ufeff<html>${' '.repeat(2_000)}<script>`, 'utf16le').swap16()],
    ['batch or PowerShell script', latin1('@echo off\r\n')],
    ['batch or PowerShell script', latin1('\r\n  @ECHO ON')],
    ['batch or PowerShell script', latin1('rem nothing\r\npowershell -enc AAAA')],
    ['batch or PowerShell script', latin1('\xef\xbb\xbfcmd.exe /c start calc')],
    ['batch or PowerShell script', latin1('wscript //B run.vbs')],
    ['batch or PowerShell script', latin1('mshta http://example.test/a')],
    ['batch or PowerShell script', latin1('IEX (New-Object Net.WebClient)')],
    ['batch or PowerShell script', latin1('Invoke-Expression $text')],
    ['Linux program', latin1(`a little junk\x7fELF\x02\x01\x01`)],
    ['Windows program', Buffer.concat([Buffer.alloc(1_023), windowsProgram()])],
  ])('finds a %s', (kind, bytes) => {
    expect(kindsOf(bytes)).toEqual([kind]);
  });

  it.each([
    ['<script>alert(1)</script>', []],
    ['<a href="javascript:run()">', []],
    ['The page has <script> in its head.', []],
    ['<html><script>run()</script></html>', ['web page with a script']],
    ['<svg onload="run()"/>', ['web page with a script']],
  ])('takes a text for a page only where it begins as one: %s', (text, kinds) => {
    const value = carriedValue(latin1(text), { text });

    expect(hitsOf(embeddedExecutable, { content: { values: [value] } }).map(({ detail }) => detail)).toEqual(kinds);
  });

  it('knows a Windows program by its stub where its header was not kept', () => {
    const bytes = windowsProgram({ signature: '', headerAt: 0x7fff_ffff });
    bytes.write('This program cannot be run in DOS mode.', 0x4e);
    const other = windowsProgram({ signature: '', headerAt: 0x7fff_ffff });
    other.write('This program must be run under Win32', 0x50);

    expect([...kindsOf(bytes), ...kindsOf(other)]).toEqual(['Windows program', 'Windows program']);
  });

  it.each([
    ['MZ and nothing that follows from it', latin1('MZ').fill(7, 2)],
    ['MZ with room for a header that is none', windowsProgram({ signature: 'XX' })],
    ['a header that would lie outside', windowsProgram({ signature: '', headerAt: 0xffff_ffff })],
    ['ELF in a text about elves', latin1('\x7fELF trees')],
    ['FEEDFACE as filler', latin1('\xfe\xed\xfa\xce'.repeat(8))],
    ['CAFEBABE as filler', latin1('\xca\xfe\xba\xbe'.repeat(8))],
    ['a hash and a bang', latin1('#!not a path')],
    ['a program that begins late in the value', Buffer.concat([Buffer.alloc(1_025), windowsProgram()])],
    ['a version of Android that is none', latin1('dex\nterity')],
    ['a format of WebAssembly that is none', latin1('\0asm\x01\0\0\x07')],
    ['an L and zeros', latin1('L\0\0\0\x01\0\0\0')],
    ['a path after some words', latin1('begins with #!/bin/sh')],
    ['a text with a smaller-than sign', latin1('< 5 mm, script <1> of 2, once = twice')],
    ['a page without a script', latin1('<html><p>No script here, and online="yes"</p></html>')],
    ['an echo of the heart', latin1('Echo on request\r\necho off axis')],
    ['the names of programs', latin1('PowerShell export 1.2\r\ncmd 5/6, wscript and mshta')],
    ['an archive', latin1('PK\x03\x04\x14\0\0\0')],
    ['an archive of another kind', latin1('\x1f\x8b\x08\0\0\0\0\0')],
    ['too few bytes', latin1('MZ')],
    ['too few for a header', latin1('\xca\xfe\xba\xbe\0\0').fill(0, 4)],
    ['a header that ends early', Buffer.concat([Buffer.alloc(12), latin1('\xca\xfe\xba\xbe\0')])],
    ['a header of macOS that ends early', latin1('\xce\xfa\xed\xfe\x07\0\0\0')],
    ['none', Buffer.alloc(0)],
  ])('says nothing of %s', (_, bytes) => {
    expect(kindsOf(bytes)).toEqual([]);
  });

  it('names the place, and looks into file meta as well', () => {
    const bytes = windowsProgram();
    const document = carriedValue(bytes, { path: '00420011', tag: 0x00420011 });
    const padding = carriedValue(bytes, { path: 'FFFCFFFC', tag: 0xfffcfffc });
    const nested = carriedValue(bytes, { path: '00091001.3.00091010' });
    const meta = carriedValue(bytes, { path: '00020102', tag: 0x00020102 });

    const hits = hitsOf(embeddedExecutable, { content: { values: [document, padding, nested], fileMeta: [meta] } });

    expect(hits.map(({ carrier, path }) => [carrier, path])).toEqual([
      ['document', '00420011'],
      ['padding', 'FFFCFFFC'],
      ['printable-bytes', '00091001.3.00091010'],
      ['file-meta', '00020102'],
    ]);
  });

  it.each(['UT', 'LT', 'ST', 'LO', 'UR', 'US', 'FL', 'AT'])('is no less one in a value of %s', (vr) => {
    const bytes = windowsProgram();
    const value = carriedValue(bytes, vr < 'L' || vr === 'US' ? { vr } : { vr, text: bytes.toString('latin1') });

    const hits = hitsOf(embeddedExecutable, { content: { values: [value] } });

    expect(hits).toEqual([
      { carrier: value.text === undefined ? 'printable-bytes' : 'text', path: '00091010', detail: 'Windows program' },
    ]);
  });

  it('finds a program that is one of the fragments of a value, and tells it once', () => {
    const fragments = [Buffer.alloc(0), Buffer.alloc(3_000), windowsProgram(), windowsProgram()];

    const kinds = kindsOf(Buffer.concat(fragments.flatMap((fragment) => [itemHeader(fragment.length), fragment])));

    expect(kinds).toEqual(['Windows program']);
  });

  it('tells the kind of anything, and never anything of the bytes', () => {
    const start = fc.constantFrom(
      '',
      'MZ',
      '\x7fELF',
      '\xca\xfe\xba\xbe',
      '#!/',
      '<',
      '<script>',
      '\xfe\xff\0\xe0',
      '@echo off',
    );
    const anything = fc.tuple(start, fc.uint8Array({ maxLength: 200 }));

    fc.assert(
      fc.property(anything, ([head, rest]) => {
        for (const kind of kindsOf(Buffer.concat([latin1(head), rest]))) {
          expect(kind).toMatch(/^[A-Za-z ]*(?:program|script|shortcut)$/);
        }
      }),
    );
  });
});

function itemHeader(length: number): Buffer {
  const header = Buffer.from('feff00e000000000', 'hex');
  header.writeUInt32LE(length, 4);
  return header;
}
