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
    ['macOS program', latin1('\xca\xfe\xba\xbe\0\0\0\x02')],
    ['Java class', latin1('\xca\xfe\xba\xbe\0\0\0\x41')],
    ['script', latin1('#!/bin/sh\necho')],
    ['script', latin1('#! /usr/bin/env python')],
  ])('finds a %s', (kind, bytes) => {
    expect(kindsOf(bytes)).toEqual([kind]);
  });

  it('knows a Windows program by its stub where its header was not kept', () => {
    const bytes = windowsProgram({ signature: '', headerAt: 0x7fff_ffff });
    bytes.write('This program cannot be run in DOS mode.', 0x4e);

    expect(kindsOf(bytes)).toEqual(['Windows program']);
  });

  it.each([
    ['MZ and nothing that follows from it', latin1('MZ').fill(7, 2)],
    ['MZ with room for a header that is none', windowsProgram({ signature: 'XX' })],
    ['a header that would lie outside', windowsProgram({ signature: '', headerAt: 0xffff_ffff })],
    ['ELF in a text about elves', latin1('\x7fELF trees')],
    ['FEEDFACE as filler', latin1('\xfe\xed\xfa\xce'.repeat(8))],
    ['CAFEBABE as filler', latin1('\xca\xfe\xba\xbe'.repeat(8))],
    ['a hash and a bang', latin1('#!not a path')],
    ['a program that does not begin the value', Buffer.concat([Buffer.alloc(2), windowsProgram()])],
    ['too few bytes', latin1('MZ')],
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

  it('takes a text for a text', () => {
    const comment = carriedValue(latin1('#!/bin/sh'), { vr: 'LT', text: '#!/bin/sh' });

    expect(hitsOf(embeddedExecutable, { content: { values: [comment] } })).toEqual([]);
  });
});
