import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { makePdf } from '../makers/make-pdf.ts';
import { multipartBody } from '../makers/multipart-body.ts';
import { type ElementSpec, element, fragments, sequence } from '../makers/part10.ts';
import { startGateway, type TestGateway } from '../makers/start-gateway.ts';

const code = (tag: string, meaning: string) =>
  sequence(tag, [
    [element('00080100', 'SH', '121071'), element('00080102', 'SH', 'DCM'), element('00080104', 'LO', meaning)],
  ]);
const item = (type: string, name: string, ...rest: readonly ElementSpec[]) => [
  element('0040A010', 'CS', 'CONTAINS'),
  element('0040A040', 'CS', type),
  code('0040A043', name),
  ...rest,
];
const hostile = '<script>alert("x")</script> & <img src=x onerror=y>';
const report = makeCt({
  sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22',
  modality: 'SR',
  pixelData: null,
  extra: [
    element('0040A040', 'CS', 'CONTAINER'),
    code('0040A043', 'Chest CT Report'),
    element('0040A491', 'CS', 'COMPLETE'),
    sequence('0040A730', [
      [
        ...item('CONTAINER', 'Findings'),
        sequence('0040A730', [
          item('TEXT', 'Finding', element('0040A160', 'UT', `A nodule.\n${hostile}\u001b[2J`)),
          item('NUM', 'Diameter', sequence('0040A300', [[code('004008EA', 'mm'), element('0040A30A', 'DS', '7.5')]])),
          item('CODE', 'Impression', code('0040A168', 'Benign')),
          item('PNAME', 'Observer', element('0040A123', 'PN', 'Synthetic^Grace')),
          item('IMAGE', 'Source', sequence('00081199', [[element('00081155', 'UI', '1.2.3.4')]])),
        ]),
      ],
    ]),
  ],
});
const pdf = makePdf({ pages: [['A synthetic page']] });
const document = makeCt({
  sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1',
  modality: 'DOC',
  pixelData: null,
  extra: [
    element('00420011', 'OB', pdf.length % 2 === 0 ? pdf : Buffer.concat([pdf, Buffer.of(0)])),
    element('00420012', 'LO', 'application/pdf'),
    element('00420015', 'UL', [pdf.length]),
  ],
});
const movie = Buffer.from('not really a movie, but nobody looks inside!');
const video = makeCt({
  sopClassUid: '1.2.840.10008.5.1.4.1.1.77.1.1.1',
  modality: 'ES',
  frames: 2,
  transferSyntaxUid: '1.2.840.10008.1.2.4.102',
  pixelData: fragments([Buffer.alloc(0), movie.subarray(0, 20), movie.subarray(20)]),
});

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  const { contentType, body } = multipartBody([report, document, video].map(({ bytes }) => bytes));
  const stored = await gateway.fetch('/studies', { method: 'POST', body, headers: { 'content-type': contentType } });
  expect(await stored.json()).not.toHaveProperty('00081198');
});
afterAll(() => gateway.close());

const get = ({ key }: MadeInstance, accept: string) =>
  gateway.fetch(`/studies/${key.studyUid}/series/${key.seriesUid}/instances/${key.sopInstanceUid}/rendered`, {
    headers: { accept },
  });

describe('a structured report (PS3.18 8.7.4, text)', () => {
  it('is a page by default', async () => {
    const response = await get(report, '*/*');

    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const page = await response.text();
    expect(page).toContain('<h1>Chest CT Report</h1>');
    expect(page).toContain('<h2>Findings</h2>');
    expect(page).toContain('<b>Diameter:</b> 7.5');
    expect(page).toContain('<b>Impression:</b> Benign');
    expect(page).toContain('<b>Observer:</b> Synthetic, Grace');
    expect(page).toContain('instance 1.2.3.4');
  });

  it('has nothing in it that a browser could run', async () => {
    const response = await get(report, 'text/html');

    const page = await response.text();
    expect(page).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &lt;img src=x onerror=y&gt;');
    expect(page).not.toMatch(/<(?:script|img|style|link|iframe)/);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is text when text is asked for, without what commands a terminal', async () => {
    const response = await get(report, 'text/plain');

    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    const text = await response.text();
    expect(text).toContain('FINDINGS\n  Finding: A nodule.\n');
    expect(text).not.toContain('\u001b');
  });

  it('is no picture', async () => {
    expect((await get(report, 'image/jpeg')).status).toBe(406);
  });
});

describe('an encapsulated document', () => {
  it('is the document, without the byte that made it even', async () => {
    const response = await get(document, '*/*');

    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(Buffer.from(await response.arrayBuffer()).equals(pdf)).toBe(true);
  });
});

describe('a video', () => {
  it('is the file that its fragments make', async () => {
    const response = await get(video, 'video/mp4');

    expect(response.headers.get('content-type')).toBe('video/mp4');
    expect(Buffer.from(await response.arrayBuffer()).equals(movie)).toBe(true);
  });
});
