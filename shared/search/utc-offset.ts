/** PS3.3 C.12.1.1.8: `+0100`, `-0330`; minutes east of UTC, undefined for what is no zone. A bare plus arrives as a space. */
export function parseUtcOffset(text: string): number | undefined {
  const parts = /^([+ -])(\d{2})([0-5]\d)$/.exec(text);
  if (parts === null) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  const offset = parts[1] === '-' ? -minutes : minutes;
  return offset < -12 * 60 || offset > 14 * 60 ? undefined : offset;
}
