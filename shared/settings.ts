import { z } from 'zod';
import { parseEnvironment } from './parse-environment.ts';
import type { PixelWorkerLimits } from './pixels/pixel-workers.ts';
import { parseSearchKeys } from './search/parse-search-keys.ts';
import type { SearchKey } from './search/search-key.ts';

const wholeNumber = z.coerce.number().int().positive();
const commaList = z.string().transform((text) => text.split(',').filter((item) => item !== ''));
const searchKeys = z.string().transform((text, context): readonly SearchKey[] => {
  const { keys, faults } = parseSearchKeys(text);
  for (const fault of faults) context.addIssue(fault);
  return keys;
});

/** The contract between whoever writes the environment (cdk, a person) and who reads it: name, type, default. */
const environment = z.object({
  PUBLIC_BASE_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  ALLOWED_ORIGINS: commaList.default([]),
  TOKEN_ISSUER: z.url(),
  TOKEN_CLIENT_IDS: commaList.default([]),
  MAX_REQUEST_BYTES: wholeNumber.default(8 * 1024 ** 3),
  MAX_INSTANCE_BYTES: wholeNumber.default(4 * 1024 ** 3),
  MAX_INSTANCES_PER_REQUEST: wholeNumber.default(10_000),
  MAX_METADATA_BYTES: wholeNumber.default(64 * 1024 ** 2),
  MAX_BULK_PARTS_PER_REQUEST: wholeNumber.default(50_000),
  SEARCH_DEFAULT_LIMIT: wholeNumber.default(1_000),
  SEARCH_MAX_LIMIT: wholeNumber.default(5_000),
  MAX_PIXEL_WORKERS: wholeNumber.default(2),
  MAX_WAITING_PIXEL_JOBS: wholeNumber.default(256),
  MAX_PIXEL_JOB_MILLISECONDS: wholeNumber.default(10_000),
  MAX_FRAME_BYTES: wholeNumber.default(128 * 1024 ** 2),
  MAX_CODEC_BYTES: wholeNumber.default(1024 ** 3),
  SEARCH_MAX_MATCHES: z.coerce.number().int().nonnegative().default(0),
  SEARCH_KEYS: searchKeys.default([]),
});

/** What every host needs to know, whatever it is made of. */
export interface GatewaySettings {
  /** What every URL that we mint starts with; no trailing slash. Behind a proxy or an API Gateway stage too. */
  readonly publicBaseUrl: string;
  /** Origins (scheme, host, port) that a browser may call from; empty: none but our own. */
  readonly allowedOrigins: readonly string[];
  readonly tokenIssuer: string;
  /** The OAuth clients whose tokens are welcome; empty: every client of the issuer. */
  readonly tokenClientIds: readonly string[];
  readonly maxRequestBytes: number;
  readonly maxInstanceBytes: number;
  readonly maxInstancesPerRequest: number;
  /** Of all instances of a request that come as JSON or XML; they are held until their bulk data have come. */
  readonly maxMetadataBytes: number;
  readonly maxBulkPartsPerRequest: number;
  readonly searchDefaultLimit: number;
  readonly searchMaxLimit: number;
  /** What decoding, encoding and rendering may cost (shared/pixels). */
  readonly pixels: PixelWorkerLimits;
  /** A search that matches more is refused as too broad; 0: none is. */
  readonly searchMaxMatches: number;
  /** What can be matched on beyond the standard's keys; a new one is filled by `reindex`. */
  readonly searchKeys: readonly SearchKey[];
}

export function settingsToEnvironment(settings: GatewaySettings): Record<string, string> {
  return {
    PUBLIC_BASE_URL: settings.publicBaseUrl,
    ALLOWED_ORIGINS: settings.allowedOrigins.join(','),
    TOKEN_ISSUER: settings.tokenIssuer,
    TOKEN_CLIENT_IDS: settings.tokenClientIds.join(','),
    MAX_REQUEST_BYTES: String(settings.maxRequestBytes),
    MAX_INSTANCE_BYTES: String(settings.maxInstanceBytes),
    MAX_INSTANCES_PER_REQUEST: String(settings.maxInstancesPerRequest),
    MAX_METADATA_BYTES: String(settings.maxMetadataBytes),
    MAX_BULK_PARTS_PER_REQUEST: String(settings.maxBulkPartsPerRequest),
    SEARCH_DEFAULT_LIMIT: String(settings.searchDefaultLimit),
    SEARCH_MAX_LIMIT: String(settings.searchMaxLimit),
    MAX_PIXEL_WORKERS: String(settings.pixels.maxWorkers),
    MAX_WAITING_PIXEL_JOBS: String(settings.pixels.maxWaitingJobs),
    MAX_PIXEL_JOB_MILLISECONDS: String(settings.pixels.maxJobMilliseconds),
    MAX_FRAME_BYTES: String(settings.pixels.maxFrameBytes),
    MAX_CODEC_BYTES: String(settings.pixels.maxCodecBytes),
    SEARCH_MAX_MATCHES: String(settings.searchMaxMatches),
    SEARCH_KEYS: settings.searchKeys.map(({ name }) => name).join(','),
  };
}

/** Fails with the list of all faults. */
export function settingsFromEnvironment(env: Readonly<Record<string, string | undefined>>): GatewaySettings {
  const known = parseEnvironment(environment, env);
  return {
    publicBaseUrl: known.PUBLIC_BASE_URL,
    allowedOrigins: known.ALLOWED_ORIGINS,
    tokenIssuer: known.TOKEN_ISSUER,
    tokenClientIds: known.TOKEN_CLIENT_IDS,
    maxRequestBytes: known.MAX_REQUEST_BYTES,
    maxInstanceBytes: known.MAX_INSTANCE_BYTES,
    maxInstancesPerRequest: known.MAX_INSTANCES_PER_REQUEST,
    maxMetadataBytes: known.MAX_METADATA_BYTES,
    maxBulkPartsPerRequest: known.MAX_BULK_PARTS_PER_REQUEST,
    searchDefaultLimit: known.SEARCH_DEFAULT_LIMIT,
    searchMaxLimit: known.SEARCH_MAX_LIMIT,
    pixels: {
      maxWorkers: known.MAX_PIXEL_WORKERS,
      maxWaitingJobs: known.MAX_WAITING_PIXEL_JOBS,
      maxJobMilliseconds: known.MAX_PIXEL_JOB_MILLISECONDS,
      maxFrameBytes: known.MAX_FRAME_BYTES,
      maxCodecBytes: known.MAX_CODEC_BYTES,
    },
    searchMaxMatches: known.SEARCH_MAX_MATCHES,
    searchKeys: known.SEARCH_KEYS,
  };
}
