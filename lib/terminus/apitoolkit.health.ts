import { Inject, Injectable } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { APIToolkitService } from '../apitoolkit.service.js';
import { checkedFailOn, lostRecords, troublesOf, type HealthThresholds } from './delivery-trouble.js';
import { understandsDownResults } from './down-results.js';
import { HealthCheckFailure } from './health-check-failure.js';
import { healthDetails, type APIToolkitHealth } from './health-result.js';

/**
 * Tells `@nestjs/terminus` 10, 11 or 12 how delivery stands. Make it a provider of the module that has your health route.
 *
 * @example
 * ```ts
 * @Get('health')
 * @HealthCheck()
 * check() {
 *   return this.health.check([() => this.apitoolkit.isHealthy()]);
 * }
 * ```
 */
@Injectable()
export class APIToolkitHealthIndicator {
  /** Lost records up to the last check, by key: several routes may ask, each at its own pace. */
  readonly #lostBefore = new Map<string, number>();
  #understandsDown: Promise<boolean> | undefined;

  constructor(
    @Inject(APIToolkitService) private readonly apitoolkit: APIToolkitService,
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
  ) {}

  /**
   * The result is "up", with details, whatever is wrong with delivery, unless `failOn` names it.
   *
   * @param key the name of the check, one for each route: `droppedSinceLastCheck` is counted by it
   * @throws HealthCheckError where something is down and terminus is 10, which takes nothing else for "down"
   * @throws APIToolkitConfigError for a `failOn` that is not known
   */
  async isHealthy<Key extends string = 'apitoolkit'>(
    key?: Key,
    thresholds: HealthThresholds = {},
  ): Promise<APIToolkitHealth<Key>> {
    const failOn = checkedFailOn(thresholds);
    const name: string = key ?? 'apitoolkit';
    const status = this.apitoolkit.status();
    const lost = this.#lostSinceLastCheck(name, lostRecords(status));
    const troubles = troublesOf(status, lost);
    const isDown = troubles.some((trouble) => failOn.includes(trouble));
    const health: APIToolkitHealth = { [name]: healthDetails(status, { isDown, troubles, lost }) };
    if (isDown && !(await this.#isDownUnderstood())) throw new HealthCheckFailure(health);
    return health;
  }

  #lostSinceLastCheck(key: string, lost: number): number {
    const before = this.#lostBefore.get(key) ?? 0;
    this.#lostBefore.set(key, lost);
    return lost - before;
  }

  /** Asked when the first check is down, and once: the app has one terminus. */
  #isDownUnderstood(): Promise<boolean> {
    return (this.#understandsDown ??= understandsDownResults(this.modules));
  }
}
