import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeXml, xmlText } from '../../../shared/guard/carriers/xml-text.ts';

const wordsOf = (xml: string, maxCharacters = 1_000_000): string => xmlText(xml, maxCharacters);

describe('the words of an XML document', () => {
  it('are the contents of its elements, apart from one another', () => {
    expect(wordsOf('<name><given>Jane</given><family>Doe</family></name>')).toBe('Jane Doe');
  });

  it('are the values of attributes, in quotes of either kind', () => {
    expect(wordsOf(`<id extension="078-05-1120" root='1.2.3'/><br/>`)).toBe('078-05-1120 1.2.3');
  });

  it('are not cut by a sign that ends no tag', () => {
    expect(wordsOf('<a b="x > y">z</a>')).toBe('x > y z');
  });

  it('are comments, CDATA, instructions and declarations too', () => {
    expect(wordsOf('<?pi Jane?><!DOCTYPE a><a><!-- Doe <b> --><![CDATA[<c> 1 & 2]]></a>')).toBe(
      'pi Jane DOCTYPE a Doe <b> <c> 1 & 2',
    );
  });

  it('are read through the entities of XML and through character numbers, and no others', () => {
    expect(wordsOf('<a b="&quot;x&quot;">M&#252;ller &lt;&#x40;&gt; &amp;lt; &other; &#1114112;</a>')).toBe(
      '"x" Müller <@> &lt; &other; &#1114112;',
    );
  });

  it.each(['<a>Jane Doe', '<!-- Jane Doe', '<![CDATA[Jane Doe', '<?Jane Doe', '<a b="Jane Doe'])(
    'are all there when markup is never closed: %s',
    (xml) => {
      expect(wordsOf(xml)).toContain('Jane Doe');
    },
  );

  it.each([
    ['words', 'Jane <b/>'],
    ['entities', '&#65;'],
    ['attributes', '<a b="c">'],
    ['spaces in other letters', '&#32;'],
  ])('are no more than asked for and what tells that there are more: %s', (_, piece) => {
    const words = wordsOf(piece.repeat(1_000), 100);

    expect(words.length).toBeGreaterThan(100);
    expect(words.length).toBeLessThan(300);
  });

  it('lose no word of an element, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.string(), (around) => {
        expect(wordsOf(`<a>Jane Doe</a>${around}`)).toContain('Jane Doe');
      }),
    );
  });
});

describe('the encoding of an XML document', () => {
  it.each([
    ['UTF-8 without a word', Buffer.from('<a>Zoë</a>')],
    ['a declaration', Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>Zo\u00eb</a>', 'latin1')],
    ['a declaration of what nobody knows', Buffer.from('<?xml encoding="x-unknown"?><a>Zo\u00eb</a>', 'latin1')],
    ['a byte order mark', Buffer.from('\ufeff<a>Zoë</a>', 'utf16le')],
    ['a byte order mark, big-endian', Buffer.from('\ufeff<a>Zoë</a>', 'utf16le').swap16()],
    ['zeros', Buffer.from('<a>Zoë</a>', 'utf16le')],
    ['zeros, big-endian', Buffer.from('<a>Zoë</a>', 'utf16le').swap16()],
  ])('is known by %s', (_, bytes) => {
    expect(wordsOf(decodeXml(bytes))).toContain('Zoë');
  });
});
