import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const style = `
:root{color-scheme:light dark;--paper:#f4f6f8;--card:#fff;--ink:#16212c;--soft:#52606d;--line:#b8c2cc;--deed:#0b5cad;--deed-ink:#fff;--bad:#a4161a;--bad-paper:#fdeeee}
@media (prefers-color-scheme:dark){:root{--paper:#10161c;--card:#1a232c;--ink:#eaf0f5;--soft:#a9b6c2;--line:#4a5865;--deed:#7ab8f5;--deed-ink:#0b1a29;--bad:#ffb3b3;--bad-paper:#3a1d1f}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:24rem;padding:2rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
h1{margin:0 0 .25rem;font-size:1.5rem;line-height:1.25}
p{margin:0 0 1.25rem;color:var(--soft)}
[role=alert]{padding:.75rem 1rem;border-left:.25rem solid var(--bad);background:var(--bad-paper);color:var(--bad);border-radius:.25rem}
label{display:block;margin:0 0 .25rem;font-weight:600}
input{width:100%;margin:0 0 1rem;padding:.625rem .75rem;font:inherit;color:inherit;background:var(--card);border:1px solid var(--soft);border-radius:.375rem}
button{width:100%;padding:.75rem;font:inherit;font-weight:600;color:var(--deed-ink);background:var(--deed);border:0;border-radius:.375rem;cursor:pointer}
:focus-visible{outline:3px solid var(--deed);outline-offset:2px}
`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, nothing from elsewhere, no frame; `formTargets` are where a submitted form may lead in the end. */
export function contentSecurityPolicy(formTargets: readonly string[] = []): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

export interface Page {
  readonly title: string;
  /** Ready HTML; whatever comes from a request went through `escapeHtml`. */
  readonly body: string;
}

/** The frame of every page that a person sees here; works without JavaScript, in light and dark, by keyboard. */
export function pageHtml({ title, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Portcullis</title>
<style>${style}</style>
</head>
<body><main>${body}</main></body>
</html>
`;
}

/** A page that says what went wrong and what to do, and nothing else. */
export function messageHtml(title: string, advice: string): string {
  return pageHtml({ title, body: `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(advice)}</p>` });
}

export function sendHtml(res: ServerResponse, status: number, html: string): void {
  res.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  res.end(html);
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
