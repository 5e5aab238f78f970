/** Moesif's collector: arrays of events, one for each request. */
export const moesif = {
  answer: ({ url }) => {
    const headers = { 'content-type': 'application/json', 'x-moesif-config-etag': '1' };
    if (url.startsWith('/v1/config')) return { headers, body: '{"sample_rate":100}' };
    return url.startsWith('/v1/rules') ? { headers, body: '[]' } : { status: 201, headers, body: '{}' };
  },
  count: (url, body) => (url.startsWith('/v1/events/batch') ? incoming(JSON.parse(body)).length : 0),
};

function incoming(events) {
  return events.filter(({ direction }) => direction !== 'Outgoing');
}
