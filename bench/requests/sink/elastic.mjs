/** Elastic's intake: lines of JSON, one of them a transaction for each request. */
export const elastic = {
  answer: ({ url, method }) => {
    if (url.startsWith('/intake/v2/events')) return { status: 202 };
    if (url.startsWith('/config/v1/agents'))
      return { headers: { ...JSON_TYPE, etag: '"bench"', 'cache-control': 'max-age=300' }, body: '{}' };
    return method === 'GET' ? { headers: JSON_TYPE, body: '{"version":"8.15.0"}' } : {};
  },
  count: (url, body) =>
    url.startsWith('/intake/v2/events')
      ? body
          .toString()
          .split('\n')
          .filter((line) => line.startsWith('{"transaction":')).length
      : 0,
};

const JSON_TYPE = { 'content-type': 'application/json' };
