import { Inject, Injectable } from '@nestjs/common';
import { APIToolkitClient } from './apitoolkit.client.js';
import { currentRecording } from './capture/exchange-context.js';
import type { AttributeValue } from './exchange/attribute-value.js';
import type { EndUser, Tenant } from './exchange/exchange.js';
import type { PipelineStatus } from './export/pipeline-status.js';
import type { RedactionReport } from './redaction/report/redaction-report.js';

/**
 * Annotates the exchange that the running code belongs to, and tells how delivery stands. Outside of a
 * request the annotations have no effect.
 */
@Injectable()
export class APIToolkitService {
  constructor(@Inject(APIToolkitClient) private readonly client: APIToolkitClient) {}

  /** Reports an error with the current request, any number of times; outside of a request, by itself. */
  reportError(error: unknown): void {
    this.client.harmlessly('reportError', () => {
      const recording = currentRecording();
      if (recording === undefined) this.client.reportDetached(error);
      else recording.report(error);
    });
  }

  addTags(...tags: string[]): void {
    this.client.harmlessly('addTags', () => currentRecording()?.addTags(tags));
  }

  setUser(user: EndUser): void {
    this.client.harmlessly('setUser', () => currentRecording()?.setUser(user));
  }

  setTenant(tenant: Tenant): void {
    this.client.harmlessly('setTenant', () => currentRecording()?.setTenant(tenant));
  }

  /** Adds custom attributes: scalars or arrays of strings. */
  setAttributes(attributes: Readonly<Record<string, AttributeValue>>): void {
    this.client.harmlessly('setAttributes', () => currentRecording()?.setAttributes(attributes));
  }

  /** How many exchanges were captured, and what became of each. */
  status(): PipelineStatus {
    return this.client.status();
  }

  /**
   * What redaction did since the start: rules that never matched, names that look sensitive and passed, bodies that were
   * withheld. For a test, a shutdown hook or a protected route: it holds rules, names and routes, never a value.
   */
  redactionReport(): RedactionReport {
    return this.client.redactionReport();
  }

  /**
   * Sends what is queued. Resolves when all is delivered, or after `timeoutMs`; never rejects.
   *
   * @param timeoutMs milliseconds, 10000 by default
   */
  flush(timeoutMs = 10_000): Promise<void> {
    return this.client.flush(timeoutMs);
  }
}
