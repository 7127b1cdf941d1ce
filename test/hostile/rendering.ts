import { hostileCt } from '../makers/hostile-ct.ts';
import { type CtSpec, type MadeInstance, makeCt } from '../makers/make-ct.ts';
import { type ElementSpec, element, fragments, sequence } from '../makers/part10.ts';
import { transferSyntaxes } from '../makers/part10-file.ts';
import { type Answer, answerOf, joined } from './answer.ts';
import type { Attack, Expectation } from './attack.ts';
import { pathOf, storeMultipart, type Target } from './target.ts';

const noWindow = ['00281050', '00281051', '00281052', '00281053'];
const notDecodable = 'pixels-not-decodable';
const tooLarge = 'rendering-too-large';
const eight = [element('00280100', 'US', [8]), element('00280101', 'US', [8]), element('00280102', 'US', [7])];
const grey = (extra: readonly ElementSpec[], spec: CtSpec = {}) =>
  hostileCt({
    rows: 4,
    columns: 4,
    without: noWindow,
    ...spec,
    extra: [...eight, element('7FE00010', 'OB', Buffer.alloc(16, 7)), ...extra],
  });
const words = (...values: readonly number[]) => Buffer.from(Uint16Array.from(values).buffer);

/** The last of `instances` is asked for, all of them are stored. */
const rendering =
  (make: () => readonly MadeInstance[], path: string, accept = 'image/png'): Attack['send'] =>
  async (target) => {
    const instances = make();
    const stored = await storeMultipart(
      target,
      instances.map(({ bytes }) => bytes),
    );
    const [last] = instances.slice(-1);
    const asked = last === undefined ? [] : [await ask(target, pathOf(last.key) + path, accept)];
    return { ...joined([stored, ...asked]), kept: instances };
  };
const ask = async (target: Target, path: string, accept: string): Promise<Answer> =>
  answerOf(await target.fetch(path, { headers: { accept } }));
const then = (status: number, code?: string): Expectation => ({
  status: [200, status],
  ...(code === undefined ? {} : { code }),
});

const palette = (descriptor: readonly number[], data: readonly ElementSpec[]) => [
  ...eight,
  element('00280004', 'CS', 'PALETTE COLOR'),
  ...['1', '2', '3'].map((primary) => element(`0028110${primary}`, 'US', descriptor)),
  ...data,
  element('7FE00010', 'OB', Buffer.alloc(16, 1)),
];
const colour = (extra: readonly ElementSpec[]) => () => [hostileCt({ rows: 4, columns: 4, without: noWindow, extra })];
const segments = (...values: readonly number[]) =>
  ['1', '2', '3'].map((primary) => element(`0028122${primary}`, 'OW', words(...values)));

const palettes: readonly Attack[] = [
  ['has no data', palette([256, 0, 16], [])],
  [
    'promises 65,536 entries and has two',
    palette(
      [0, 0, 16],
      ['1', '2', '3'].map((each) => element(`0028120${each}`, 'OW', words(1, 2))),
    ),
  ],
  ['repeats itself without end', palette([0, 0, 16], segments(0, 1, 5, 2, 0xffff, 0, 0, 2, 0xffff, 0, 0))],
  ['points past its end', palette([256, 0, 16], segments(0, 1, 5, 2, 9, 0xfffe, 0xffff))],
  ['has opcodes that are none', palette([256, 0, 16], segments(77, 77, 77))],
].map(
  ([what, extra]): Attack => ({
    class: 'R1',
    law: `a palette that ${what} has no colours`,
    send: rendering(colour(extra as readonly ElementSpec[]), '/rendered'),
    expect: then(406, notDecodable),
  }),
);

const sizes: readonly Attack[] = [
  {
    class: 'R2',
    law: 'a frame of sixteen gigabytes in a few bytes is not begun',
    send: rendering(
      () => [
        hostileCt({
          transferSyntaxUid: transferSyntaxes.rleLossless,
          extra: [
            element('00280010', 'US', [65_535]),
            element('00280011', 'US', [65_535]),
            element('00280100', 'US', [32]),
            element('00280101', 'US', [32]),
            element('00280102', 'US', [31]),
          ],
          pixelData: fragments([Buffer.alloc(0), Buffer.alloc(64)]),
        }),
      ],
      '/rendered',
    ),
    expect: then(413, tooLarge),
  },
  {
    class: 'R2',
    law: 'ten thousand frames do not move at once',
    send: rendering(
      () => [
        hostileCt({
          rows: 4,
          columns: 4,
          without: noWindow,
          extra: [...eight, element('00280008', 'IS', '10000'), element('7FE00010', 'OB', Buffer.alloc(160_000, 1))],
        }),
      ],
      '/rendered',
      'image/gif',
    ),
    expect: then(413, tooLarge),
  },
  {
    class: 'R2',
    law: 'a pixel that is a million times as high as wide stretches nothing',
    send: rendering(() => [grey([element('00280034', 'IS', '1000000\\1')])], '/rendered'),
    expect: then(200),
  },
];

const wishes: readonly Attack[] = [
  ...['viewport=1000000000,1000000000', 'viewport=9999999999,9999999999,0,0,1,1'].map(
    (query): Attack => ({
      class: 'R3',
      law: `${query} is no picture that could be made`,
      send: (target) => ask(target, `${pathOf(target.standing.key)}/rendered?${query}`, 'image/png'),
      expect: { status: 413, code: tooLarge },
    }),
  ),
  ...[
    'viewport=1e9,1e9',
    'viewport=-1,-1',
    'viewport=NaN,NaN',
    'viewport=1,1,NaN,0,1,1',
    'viewport=1,1,0,0,0,0',
    'viewport=1,1,9e99,9e99,1,1',
    `viewport=${'1,'.repeat(1_000)}1`,
    'window=NaN,NaN,linear',
    'window=1,Infinity,linear',
    'window=1,-1,linear',
    'window=1,0,sigmoid',
    `window=1,2,${'linear'.repeat(1_000)}`,
    'quality=1e2',
    'annotation=%0d%0aX-Evil:1',
    'iccprofile=../../etc/passwd',
  ].map(
    (query): Attack => ({
      class: 'R3',
      law: `${query.slice(0, 60)} is refused`,
      send: (target) => ask(target, `${pathOf(target.standing.key)}/rendered?${query}`, 'image/png'),
      expect: { status: 400, code: 'query-invalid' },
    }),
  ),
  ...['window=1e16,1e-300,sigmoid', 'window=0,1e16,linear', 'viewport=1,1,15,15,1,1', 'viewport=9999999999,1'].map(
    (query): Attack => ({
      class: 'R3',
      law: `${query} is odd, and drawn`,
      send: (target) => ask(target, `${pathOf(target.standing.key)}/rendered?${query}`, 'image/png'),
      expect: { status: 200 },
    }),
  ),
];

const overlay = (rows: number, columns: number, origin: readonly number[], bytes: Buffer) => [
  element('60000010', 'US', [rows]),
  element('60000011', 'US', [columns]),
  element('60000015', 'IS', '1000000'),
  element('60000050', 'SS', origin),
  element('60000100', 'US', [1]),
  element('60000102', 'US', [0]),
  element('60003000', 'OW', bytes),
];
const overlays: readonly Attack[] = [
  ['lies far outside of its image', overlay(65_535, 65_535, [-32_768, -32_768], Buffer.alloc(2, 255))],
  ['has a billion pixels in two bytes', overlay(65_535, 65_535, [1, 1], Buffer.alloc(2, 255))],
  ['begins after its image', overlay(10, 10, [32_767, 32_767], Buffer.alloc(16, 255))],
].map(
  ([what, extra]): Attack => ({
    class: 'R4',
    law: `an overlay that ${what} is drawn where it is not`,
    send: rendering(() => [grey(extra as readonly ElementSpec[])], '/rendered?annotation=overlay,patient,technique'),
    expect: then(200),
  }),
);

const stateAbout = (image: MadeInstance, extra: readonly ElementSpec[], sopInstanceUid?: string) =>
  hostileCt({
    studyUid: image.key.studyUid,
    ...(sopInstanceUid === undefined ? {} : { sopInstanceUid }),
    sopClassUid: '1.2.840.10008.5.1.4.1.1.11.1',
    modality: 'PR',
    pixelData: null,
    extra: [
      sequence('00081115', [
        [
          element('0020000E', 'UI', image.key.seriesUid),
          sequence('00081140', [[element('00081155', 'UI', image.key.sopInstanceUid)]]),
        ],
      ]),
      ...extra,
    ],
  });
const presented = (extra: readonly ElementSpec[]) => () => {
  const image = grey([]);
  return [image, stateAbout(image, extra)];
};
const drawing = (lines: number, points: number) =>
  sequence('00700001', [
    [
      sequence(
        '00700009',
        Array.from({ length: lines }, () => [
          element('00700005', 'CS', 'PIXEL'),
          element(
            '00700022',
            'FL',
            Array.from({ length: points * 2 }, (_, index) => index % 7),
          ),
          element('00700023', 'CS', 'POLYLINE'),
        ]),
      ),
    ],
  ]);
const writing = (count: number) =>
  sequence('00700001', [
    [
      sequence(
        '00700008',
        Array.from({ length: count }, () => [
          element('00700006', 'ST', '<&>]]>'),
          element('00700014', 'FL', [1e30, -1e30]),
        ]),
      ),
    ],
  ]);
const states: readonly Attack[] = [
  {
    class: 'R5',
    law: 'a state that draws 10^5 points is not drawn',
    send: rendering(presented([drawing(14, 8_000)]), '/rendered'),
    expect: then(413, tooLarge),
  },
  {
    class: 'R5',
    law: 'a state that draws three thousand lines is not drawn',
    send: rendering(presented([drawing(3_000, 2)]), '/rendered'),
    expect: then(413, tooLarge),
  },
  {
    class: 'R5',
    law: 'a state that writes a thousand texts is not drawn',
    send: rendering(presented([writing(1_000)]), '/rendered'),
    expect: then(413, tooLarge),
  },
  {
    class: 'R5',
    law: 'texts far outside of the image, of characters that mean something, are written inside',
    send: rendering(presented([writing(3)]), '/rendered'),
    expect: then(200),
  },
  {
    class: 'R5',
    law: 'a displayed area around the world is the image',
    send: rendering(
      presented([
        sequence('0070005A', [
          [
            element('00700052', 'SL', [-2_147_483_648, -2_147_483_648]),
            element('00700053', 'SL', [2_147_483_647, 2_147_483_647]),
          ],
        ]),
        element('00700042', 'US', [90]),
      ]),
      '/rendered',
    ),
    expect: then(200),
  },
  {
    class: 'R5',
    law: 'a circle without end and a shutter of nothing are drawn',
    send: rendering(
      presented([
        element('00181600', 'CS', 'CIRCULAR\\POLYGONAL'),
        element('00181610', 'IS', '2147483647\\-2147483648'),
        element('00181612', 'IS', '2147483647'),
        element('00181620', 'IS', '1\\1\\2'),
      ]),
      '/rendered',
    ),
    expect: then(200),
  },
  {
    class: 'R5',
    law: 'a state that is about itself shows nothing',
    send: rendering(() => {
      const uid = '2.25.31415926535';
      const itself = hostileCt({ sopInstanceUid: uid });
      return [stateAbout(itself, [], uid)];
    }, '/rendered'),
    expect: then(404),
  },
];

const reports: readonly Attack[] = [
  {
    class: 'R6',
    law: 'a report of 25,000 items is not written out',
    send: rendering(
      () => [
        makeCt({
          sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22',
          modality: 'SR',
          pixelData: null,
          extra: [
            element('0040A040', 'CS', 'CONTAINER'),
            sequence(
              '0040A730',
              Array.from({ length: 25_000 }, () => [element('0040A040', 'CS', 'TEXT'), element('0040A160', 'UT', 'x')]),
            ),
          ],
        }),
      ],
      '/rendered',
      'text/html',
    ),
    expect: then(413, tooLarge),
  },
];

const uri: readonly Attack[] = [
  ['a thousand UIDs', Array.from({ length: 1_000 }, () => 'studyUID=1.2').join('&'), 400],
  ['a path for a UID', 'requestType=WADO&studyUID=../..&seriesUID=1&objectUID=1', 400],
  ['a prototype', 'requestType=WADO&__proto__=1&constructor=1', 400],
  [
    'ten thousand content types',
    `requestType=WADO&studyUID=1.2&seriesUID=1.2&objectUID=1.2&contentType=${'a/b,'.repeat(2_000)}a/b`,
    400,
  ],
].map(
  ([what, query, status]): Attack => ({
    class: 'R7',
    law: `${what} in the query of the URI Service is refused`,
    send: async (target) => {
      const headers = { authorization: `Bearer ${target.bearer}`, accept: '*/*' };
      return answerOf(await fetch(`${target.host.baseUrl}/wado?${query}`, { headers }));
    },
    expect: { status: status as number },
  }),
);

/** Classes R1–R7: what is asked of a rendering, and what it is made of. */
export const renderings: readonly Attack[] = [
  ...palettes,
  ...sizes,
  ...wishes,
  ...overlays,
  ...states,
  ...reports,
  ...uri,
];
