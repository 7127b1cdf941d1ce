const prefix = '1.2.840.10008.1.2';

/** The transfer syntaxes whose frames `decodeFrame` reads; it is asked before a codec is loaded. */
export const readableSyntaxes: ReadonlySet<string> = new Set(
  [
    '',
    '.1',
    '.1.98',
    '.1.99',
    '.2',
    '.4.50',
    '.4.51',
    '.4.57',
    '.4.70',
    '.4.80',
    '.4.81',
    '.4.90',
    '.4.91',
    '.4.201',
    '.4.202',
    '.4.203',
    '.5',
    '.8.1',
  ].map((end) => `${prefix}${end}`),
);

export const canDecode = (transferSyntaxUid: string): boolean => readableSyntaxes.has(transferSyntaxUid);
