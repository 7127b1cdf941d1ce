import type { Retrieved } from '../retrieve/retrieved.ts';
import type { InstanceSource } from './image-source.ts';
import { reportHtml } from './report-html.ts';
import { reportText } from './report-text.ts';

/** PS3.18 Table 8.7.4-1, text: structured reports for people. */
export function sendReport({ header: { dicomJson } }: InstanceSource, essence: string): Retrieved {
  const body = Buffer.from(essence === 'text/html' ? reportHtml(dicomJson) : reportText(dicomJson));
  return {
    status: 200,
    headers: { 'Content-Type': `${essence}; charset=utf-8`, 'Content-Length': String(body.length) },
    open: async () => body,
    count: 1,
  };
}
