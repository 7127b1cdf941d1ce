const lossyEnds = [
  '50 51 53 55 81 91 93 94 95',
  '100 100.1 101 101.1 102 102.1 103 103.1 104 104.1 105 105.1 106 106.1 107 108',
  '111 112 203 204 205',
];

const lossySyntaxes: ReadonlySet<string> = new Set(
  lossyEnds.flatMap((line) => line.split(' ')).map((end) => `1.2.840.10008.1.2.4.${end}`),
);

/** PS3.6 Table A-1: transfer syntaxes whose pixels may have lost something already. */
export const mayBeLossy = (transferSyntaxUid: string): boolean => lossySyntaxes.has(transferSyntaxUid);
