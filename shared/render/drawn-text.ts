import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import type { ImageSize } from './geometry.ts';

/** White on black; small pictures have small letters, and a block never takes more than half of the picture. */
export async function drawnText(lines: readonly string[], { width, height }: ImageSize) {
  const points = Math.min(Math.max(Math.round(height / 32), 6), 48);
  const markup = `<span foreground="white" background="black">${lines.map(escaped).join('\n')}</span>`;
  const drawn = sharp({ text: { text: markup, font: `Noto Sans ${points}`, fontfile: font(), dpi: 72, rgba: true } });
  const png = await drawn.png().toBuffer();
  const half = { width, height: Math.max(1, Math.floor(height / 2)), fit: 'inside', withoutEnlargement: true } as const;
  return sharp(png).resize(half).png().toBuffer({ resolveWithObject: true });
}

/** Pango markup is XML; a control character is none. */
const escaped = (text: string): string =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A machine without fonts would draw boxes. */
const font = (): string =>
  fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'));
