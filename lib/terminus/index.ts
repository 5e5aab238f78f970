export { APIToolkitHealthIndicator } from './apitoolkit.health.js';
export type { DeliveryTrouble, HealthThresholds } from './delivery-trouble.js';
export type { APIToolkitHealth, APIToolkitHealthDetails } from './health-result.js';
