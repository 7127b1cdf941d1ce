import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { type ISecurityGroup, type IVpc, SubnetType } from 'aws-cdk-lib/aws-ec2';
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda';
import {
  type BundlingOptions,
  type ICommandHooks,
  LogLevel,
  NodejsFunction,
  OutputFormat,
  SourceMapMode,
} from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { routes, type Verb } from '../../lambdas/routes.ts';

export interface VerbFunctionsProps {
  readonly vpc: IVpc;
  readonly functionsSecurityGroup: ISecurityGroup;
  /** A site's guard policy on this machine, to lie beside the code of each function. */
  readonly guardPolicyFile: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
}

const guardPolicyName = 'guard-policy.yaml';
/** Where a function finds it: Lambda unpacks the code here. */
export const guardPolicyInFunction = `/var/task/${guardPolicyName}`;

/** One Lambda function a verb, so that each has its own role and can do no more than its verb. */
export class VerbFunctions extends Construct {
  readonly byVerb: Readonly<Record<Verb, NodejsFunction>>;

  constructor(scope: Construct, id: string, props: VerbFunctionsProps) {
    super(scope, id);
    this.byVerb = {
      capabilities: this.#createFunction('capabilities', props),
      store: this.#createFunction('store', props),
      search: this.#createFunction('search', props),
      retrieve: this.#createFunction('retrieve', props),
      render: this.#createFunction('render', props),
      review: this.#createFunction('review', props),
    };
  }

  #createFunction(verb: Verb, props: VerbFunctionsProps): NodejsFunction {
    const { vpc, functionsSecurityGroup, guardPolicyFile, environment } = props;
    return new NodejsFunction(this, capitalised(verb), {
      description: `Portcullis: ${verb}, ${routes.filter((route) => route.verb === verb).length} route(s)`,
      entry: pathInProject(`lambdas/${verb}/lambda.ts`),
      projectRoot: pathInProject('.'),
      depsLockFilePath: pathInProject('package-lock.json'),
      runtime: Runtime.NODEJS_24_X,
      architecture: drawingVerbs.has(verb) ? drawingArchitecture : Architecture.ARM_64,
      memorySize: pixelVerbs.has(verb) ? pixelMegabytes : oneVirtualCpuMegabytes,
      timeout: timeoutOf[verb],
      bundling: { ...bundling, commandHooks: besideTheBundle(verb, guardPolicyFile) },
      environment: { ...nodeEnvironment, ...environment },
      vpc,
      vpcSubnets: { subnetType: SubnetType.PRIVATE_ISOLATED },
      securityGroups: [functionsSecurityGroup],
      logGroup: this.#createLogGroup(verb),
    });
  }

  #createLogGroup(verb: Verb): LogGroup {
    return new LogGroup(this, `${capitalised(verb)}Log`, {
      retention: RetentionDays.ONE_YEAR,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }
}

/** Lambda gives CPU by memory; at this size a function has one whole core. */
const oneVirtualCpuMegabytes = 1769;

/** The codec's memory (gateway-stack.ts), the cells of two frames and the gateway itself. */
const pixelMegabytes = 2048;

/** An answer may stream for as long as API Gateway waits: 15 minutes. */
const timeoutOf: Readonly<Record<Verb, Duration>> = {
  capabilities: Duration.seconds(29),
  store: Duration.minutes(2),
  search: Duration.seconds(29),
  retrieve: Duration.minutes(15),
  render: Duration.minutes(15),
  review: Duration.minutes(2),
};

const nodeEnvironment = { NODE_OPTIONS: '--enable-source-maps' };

/** Not minified: a stack trace that prints a whole bundle as one line helps nobody. Some dependencies still `require`. */
const bundling: BundlingOptions = {
  format: OutputFormat.ESM,
  target: 'node24',
  mainFields: ['module', 'main'],
  minify: false,
  sourceMap: true,
  sourceMapMode: SourceMapMode.DEFAULT,
  logLevel: LogLevel.WARNING,
  externalModules: ['pg-native'],
  banner: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
};

/** Those that inspect instances, and therefore read documents in a process whose program is a file of its own. */
const inspectingVerbs: ReadonlySet<Verb> = new Set(['store', 'review']);

/** What a bundle needs beside itself: the site's policy, versioned with the code that asks it, and the reader of documents. */
function besideTheBundle(verb: Verb, guardPolicyFile: string | undefined): ICommandHooks {
  const afterBundling = (_input: string, output: string): string[] => [
    ...(guardPolicyFile === undefined ? [] : [`cp "${guardPolicyFile}" "${output}/${guardPolicyName}"`]),
    ...(inspectingVerbs.has(verb) ? [bundleDocumentReader(output)] : []),
    ...(pixelVerbs.has(verb) ? [bundlePixelWorker(output), ...codecs.map((codec) => copyCodec(codec, output))] : []),
    ...(drawingVerbs.has(verb) ? copyDrawing(output) : []),
  ];
  return { beforeInstall: () => [], beforeBundling: () => [], afterBundling };
}

/** Those that decode and encode frames, in threads whose program is a file of its own. */
const pixelVerbs: ReadonlySet<Verb> = new Set(['store', 'retrieve', 'render']);

/** Those that draw, or take pictures apart, with a library of native code. */
const drawingVerbs: ReadonlySet<Verb> = new Set(['store', 'render']);

/** Of what draws the library is native: the function is of the architecture that the library is here for (docs/deploy.md). */
const drawingArchitecture = existsSync(pathInProject('node_modules/@img/sharp-linux-arm64'))
  ? Architecture.ARM_64
  : Architecture.X86_64;

/** sharp with all that it needs, and the letters that it writes with. */
const drawingPackages = [
  'sharp',
  '@img/colour',
  'detect-libc',
  'semver',
  ...['sharp', 'sharp-libvips'].map(
    (name) => `@img/${name}-linux-${drawingArchitecture === Architecture.ARM_64 ? 'arm64' : 'x64'}`,
  ),
];
const font = '@expo-google-fonts/noto-sans/400Regular';

function copyDrawing(output: string): string[] {
  const copied = [...drawingPackages, font].map((name) => {
    const target = `${output}/node_modules/${name}`;
    return `mkdir -p "${target}" && cp -R "${pathInProject(`node_modules/${name}`)}/." "${target}/"`;
  });
  const fontPackage = 'node_modules/@expo-google-fonts/noto-sans/package.json';
  return [...copied, `cp "${pathInProject(fontPackage)}" "${output}/${fontPackage}"`];
}

/** The WebAssembly of each is for every architecture. */
const codecs = [
  { codec: 'charls', file: 'charlswasm' },
  { codec: 'libjpeg-turbo-8bit', file: 'libjpegturbowasm' },
  { codec: 'openjpeg', file: 'openjpegwasm' },
  { codec: 'openjph', file: 'openjphjs' },
];

/** `shared/pixels/pixel-workers.ts` looks for it under this name. In pieces: what draws is loaded where something is drawn. */
function bundlePixelWorker(output: string): string {
  const esbuild = pathInProject('node_modules/esbuild/bin/esbuild');
  const worker = pathInProject('shared/pixels/pixel-worker.ts');
  const form = '--bundle --platform=node --format=esm --target=node24 --log-level=warning --external:sharp';
  const pieces = '--splitting --out-extension:.js=.mjs --chunk-names=pixel-[name]-[hash]';
  return `node "${esbuild}" "${worker}" ${form} ${pieces} "--outdir=${output}"`;
}

/** A codec finds its WebAssembly beside itself, and is therefore no part of the bundle. */
function copyCodec({ codec, file }: (typeof codecs)[number], output: string): string {
  const name = `node_modules/@cornerstonejs/codec-${codec}`;
  const from = pathInProject(name);
  const copied = `cp "${from}/dist/${file}.js" "${from}/dist/${file}.wasm" "${output}/${name}/dist/"`;
  return `mkdir -p "${output}/${name}/dist" && cp "${from}/package.json" "${output}/${name}/" && ${copied}`;
}

/** `shared/guard/carriers/read-document.ts` looks for it under this name. */
function bundleDocumentReader(output: string): string {
  const esbuild = pathInProject('node_modules/esbuild/bin/esbuild');
  const reader = pathInProject('shared/guard/carriers/document-reader.ts');
  const form = '--bundle --platform=node --format=esm --target=node24 --log-level=warning';
  return `node "${esbuild}" "${reader}" ${form} "--outfile=${output}/document-reader.mjs"`;
}

/** A declaration, so that what lies beside the bundles can be looked at when this module is loaded. */
function pathInProject(path: string): string {
  return fileURLToPath(new URL(`../../${path}`, import.meta.url));
}

const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
