import type { IncomingMessage } from 'node:http';
import type { APIToolkitModuleOptions } from '../apitoolkit.options.js';
import type { PipelineOptions } from '../export/pipeline-options.js';
import type { RedactionRules } from '../redaction/rules/redaction-rules.js';
import type { PersonalValue } from '../redaction/detectors/personal-values.js';
import { resolveDestination, type DestinationConfig } from './destination.config.js';
import { readBoolean, readList, type Environment } from './environment.js';
import { compileIgnoreRules, type IgnoreRule } from './ignore-rules.js';
import { resolveInspector, type InspectorConfig } from './inspector.config.js';
import {
  checkBoolean,
  checkChoice,
  checkFunction,
  checkInteger,
  checkKnown,
  checkNumber,
  checkTexts,
} from './option-checks.js';
import { resolvePipeline } from './pipeline.config.js';
import { resolvePersonalValues, resolveRedactionRules } from './redaction.config.js';
import { resolveResource, type ServiceResource } from './resource.config.js';

/** The options, validated, completed from the environment and the defaults, and frozen. */
export interface APIToolkitConfig {
  readonly enabled: boolean;
  readonly debug: boolean;
  readonly destination: DestinationConfig;
  readonly resource: ServiceResource;
  readonly tags: readonly string[];
  readonly pipeline: PipelineOptions;
  readonly maxBodyBytes: number;
  readonly maxInFlightBytes: number;
  readonly captureRequestBody: boolean;
  readonly captureResponseBody: boolean;
  readonly captureContentTypes: readonly string[] | undefined;
  readonly captureOptions: boolean;
  readonly ignores: IgnoreRule;
  readonly skip: ((request: IncomingMessage) => boolean) | undefined;
  readonly redactionRules: RedactionRules;
  readonly redactDefaults: boolean;
  readonly redactValues: readonly PersonalValue[];
  readonly sampleRate: number;
  readonly beforeSend: APIToolkitModuleOptions['beforeSend'];
  readonly shouldReport: APIToolkitModuleOptions['shouldReport'];
  readonly outgoingSpans: 'linked' | 'nested';
  readonly remoteParent: 'parent' | 'link' | 'ignore';
  readonly inspector: InspectorConfig;
}

const MIB = 1024 * 1024;

/** One entry for each option: the compiler asks for it when an option is added. */
const optionNames: Record<keyof APIToolkitModuleOptions, true> = {
  apiKey: true,
  endpoint: true,
  protocol: true,
  compression: true,
  headers: true,
  allowInsecure: true,
  tls: true,
  proxy: true,
  strictOtlp: true,
  metrics: true,
  serviceName: true,
  serviceVersion: true,
  environment: true,
  tags: true,
  enabled: true,
  debug: true,
  captureRequestBody: true,
  captureResponseBody: true,
  maxBodyBytes: true,
  maxInFlightBytes: true,
  captureContentTypes: true,
  redactHeaders: true,
  redactRequestBody: true,
  redactResponseBody: true,
  redactQuery: true,
  redactPathParams: true,
  redactDefaults: true,
  redactValues: true,
  ignore: true,
  skip: true,
  captureOptions: true,
  sampleRate: true,
  beforeSend: true,
  shouldReport: true,
  outgoingSpans: true,
  remoteParent: true,
  queue: true,
  spool: true,
  exporter: true,
  inspector: true,
};

/**
 * Completes and checks the options, once, at boot.
 *
 * @throws APIToolkitConfigError for an unknown option or a value that cannot be used, with the remedy
 */
export function resolveConfig(
  options: APIToolkitModuleOptions = {},
  env: Environment = process.env,
): APIToolkitConfig {
  checkKnown('options', options, ['isGlobal', ...Object.keys(optionNames)]);
  const enabled = checkBoolean('enabled', options.enabled ?? enabledBy(env));
  const resource = resolveResource(options, env);
  const { captureContentTypes, skip, beforeSend, shouldReport } = options;
  const destination = resolveDestination(options, env);
  return Object.freeze<APIToolkitConfig>({
    enabled,
    debug: checkBoolean('debug', options.debug ?? readBoolean(env, 'APITOOLKIT_DEBUG') ?? false),
    destination,
    resource,
    tags: checkTexts('tags', options.tags ?? readList(env, 'APITOOLKIT_TAGS') ?? []),
    pipeline: resolvePipeline(options, env, resource, enabled),
    maxBodyBytes: checkInteger('maxBodyBytes', options.maxBodyBytes ?? 65_536, 0, MIB),
    maxInFlightBytes: checkInteger('maxInFlightBytes', options.maxInFlightBytes ?? 16 * MIB, 0, 4096 * MIB),
    captureRequestBody: checkBoolean('captureRequestBody', options.captureRequestBody ?? true),
    captureResponseBody: checkBoolean('captureResponseBody', options.captureResponseBody ?? true),
    captureContentTypes: captureContentTypes && checkTexts('captureContentTypes', captureContentTypes),
    captureOptions: checkBoolean('captureOptions', options.captureOptions ?? false),
    ignores: compileIgnoreRules(options.ignore ?? []),
    skip: skip && checkFunction('skip', skip),
    redactionRules: resolveRedactionRules(options, env),
    redactDefaults: checkBoolean('redactDefaults', options.redactDefaults ?? true),
    redactValues: resolvePersonalValues(options, env),
    sampleRate: checkNumber('sampleRate', options.sampleRate ?? 1, 0, 1),
    beforeSend: beforeSend && checkFunction('beforeSend', beforeSend),
    shouldReport: shouldReport && checkFunction('shouldReport', shouldReport),
    outgoingSpans: checkChoice('outgoingSpans', options.outgoingSpans ?? 'linked', ['linked', 'nested']),
    remoteParent: checkChoice('remoteParent', options.remoteParent ?? 'parent', ['parent', 'link', 'ignore']),
    inspector: resolveInspector(options, env, destination),
  });
}

function enabledBy(env: Environment): boolean {
  const isDisabled = readBoolean(env, 'OTEL_SDK_DISABLED') ?? false;
  return readBoolean(env, 'APITOOLKIT_ENABLED') ?? !isDisabled;
}
