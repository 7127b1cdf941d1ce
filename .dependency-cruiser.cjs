/** The one direction (ARCHITECTURE.md): cdk → lambdas → shared, local → lambdas → shared; no verb knows an adapter. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const verbs = '^shared/(store|search|retrieve|render|review)/';

module.exports = {
  forbidden: [
    forbid('no-circular', 'A cycle has no first room to read.', {}, { circular: true }),
    forbid(
      'shared-stands-alone',
      'shared/ knows no host.',
      { path: '^shared/' },
      { path: '^(lambdas|local|cdk|console|cli|test|bench)/' },
    ),
    forbid(
      'lambdas-know-shared-only',
      'lambdas/ knows shared/ only.',
      { path: '^lambdas/' },
      { path: '^(local|cdk|console|cli|test|bench)/' },
    ),
    forbid(
      'nothing-imports-local',
      'local/ is an end of the arrow; one command works on the machine itself (decision 0073).',
      { pathNot: '^(local|test|bench)/|^cli/guard/guard-rescan\\.ts$' },
      { path: '^local/' },
    ),
    forbid('nothing-imports-cdk', 'cdk/ is an end of the arrow.', { pathNot: '^(cdk|test)/' }, { path: '^cdk/' }),
    forbid('nothing-imports-cli', 'cli/ is an end of the arrow.', { pathNot: '^(cli|test)/' }, { path: '^cli/' }),
    forbid(
      'cli-knows-rules-only',
      'The command asks the guard about files and the gateway over HTTP; it opens no archive and no index.',
      { path: '^cli/' },
      {
        path: '^(lambdas|cdk|bench|test)/|^shared/(adapters|store|search|retrieve|ports)/|node_modules/(@aws-sdk|dcmjs|kysely|pg|oidc-provider)/',
        pathNot: '^shared/adapters/local/secret-key-file\\.ts$',
      },
    ),
    forbid('local-knows-no-cdk', 'local/ and cdk/ are strangers.', { path: '^local/' }, { path: '^cdk/' }),
    forbid(
      'verbs-know-no-adapter',
      'A verb knows ports, never what stands behind them.',
      { path: verbs },
      { path: '^shared/adapters/' },
    ),
    forbid(
      'verbs-are-strangers',
      'A verb does not call another verb.',
      { path: '^shared/(store|search|retrieve|review)/' },
      { path: '^shared/(store|search|retrieve|render|review)/', pathNot: '^shared/$1/' },
    ),
    forbid(
      'render-is-a-kind-of-retrieve',
      'PS3.18 10.4: what is rendered is found and read as everything that is retrieved.',
      { path: '^shared/render/' },
      { path: '^shared/(store|search|review)/' },
    ),
    forbid(
      'ports-and-rules-know-no-adapter',
      'Only hosts build adapters.',
      { path: '^shared/(ports|dicom|dicomweb|access|audit|guard|pixels)/' },
      { path: '^shared/adapters/' },
    ),
    forbid(
      'one-way-into-the-archive',
      'Only the store asks the guard for an admission, and only a release overrules it; archives check what they are given.',
      {
        path: '^(shared|lambdas|local|cli|cdk)/',
        pathNot: '^(shared/(store|ports|adapters)/|lambdas/review/release-reply)',
      },
      { path: '^shared/guard/admission\\.ts$' },
    ),
    forbid(
      'the-guard-judges-and-does-nothing',
      'It knows instances and policies, no verb and no port; only admission.ts knows permits.',
      { path: '^shared/guard/', pathNot: '^shared/guard/admission\\.ts$' },
      { path: '^shared/(store|search|retrieve|review|ports|access|dicomweb)/' },
    ),
    forbid(
      'pixels-know-dicom-only',
      'Codecs and workers know frames; no verb but the steps of a rendering, no port and no door.',
      { path: '^shared/pixels/' },
      { path: '^shared/(store|search|retrieve|review|ports|access|audit|guard|dicomweb)/' },
    ),
    forbid(
      'only-pixels-know-codecs',
      'Codecs take memory and time from strangers: they run in the threads of shared/pixels, as what draws pictures does.',
      { path: '^(shared|lambdas|local|cdk|cli)/', pathNot: '^shared/(pixels|render)/' },
      { path: 'node_modules/(@cornerstonejs|sharp)/' },
    ),
    forbid(
      'only-the-guard-knows-numbers-and-documents',
      'Libraries of identity numbers and of PDF text are a detail of the guard.',
      { path: '^(shared|lambdas|local|cdk|cli)/', pathNot: '^shared/guard/' },
      { path: 'node_modules/(stdnum|libphonenumber-js|ibantools|unpdf)/' },
    ),
    forbid(
      'handlers-know-no-adapter',
      'Only aws-gateway.ts builds the AWS adapters.',
      { path: '^lambdas/', pathNot: '^lambdas/aws-gateway\\.ts$' },
      { path: '^shared/adapters/' },
    ),
    forbid(
      'only-aws-adapters-know-the-sdk',
      'The AWS SDK stays behind its adapters.',
      { path: '^(shared|lambdas|local)/', pathNot: '^shared/adapters/aws/' },
      { path: 'node_modules/(@aws-sdk|@smithy)/' },
    ),
    forbid(
      'only-dicom-knows-dcmjs',
      'dcmjs is a detail of shared/dicom.',
      { path: '^(shared|lambdas|local|cdk)/', pathNot: '^shared/dicom/' },
      { path: 'node_modules/dcmjs/' },
    ),
    forbid(
      'only-sql-adapters-know-kysely',
      'SQL stays behind its adapter.',
      { path: '^(shared|lambdas|local)/', pathNot: '^shared/adapters/sql/' },
      { path: 'node_modules/(kysely|pg)/' },
    ),
    forbid(
      'only-local-knows-the-embedded-provider',
      'The embedded OpenID provider is local only.',
      { pathNot: '^local/' },
      { path: 'node_modules/oidc-provider/' },
    ),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.d.ts', '.json'],
    },
  },
};
