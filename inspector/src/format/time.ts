/** Of an ISO 8601 text, the local time of day: `20:18:56.123`. */
export function formatTimeOfDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()];
  return `${parts.map(twoDigits).join(':')}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** `2026-11-28 20:18:56.123`, local. */
export function formatDateTime(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
  return `${day} ${formatTimeOfDay(iso)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
