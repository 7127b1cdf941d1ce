import type { Finding } from '../../shared/guard/finding.ts';

/** `(0010,4000) PatientComments, page 2`: where a finding stands, for people. */
export function placeText({ path, keyword, detail }: Pick<Finding, 'path' | 'keyword' | 'detail'>): string {
  const place = [tagPathText(path), keyword].filter((word) => word !== '').join(' ');
  return [place, detail ?? ''].filter((word) => word !== '').join(', ');
}

/** `00400275.0.00400007` → `(0040,0275)[0].(0040,0007)`; the instance itself has no path. */
function tagPathText(path: string): string {
  if (path === '') return 'the instance';
  return path.replace(/\.(\d{1,7})(?=\.)/g, '[$1]').replace(/\b([0-9A-F]{4})([0-9A-F]{4})\b/g, '($1,$2)');
}
