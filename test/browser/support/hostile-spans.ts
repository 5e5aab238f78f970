/** An OTLP request (JSON) whose spans and log records have a text of one's own in all that is free to choose. */
export function hostileSpans(texts: readonly string[]): { readonly traces: unknown; readonly logs: unknown } {
  const scoped = texts.map((text, index) => ({
    resource: { attributes: [attribute('service.name', text)] },
    scopeSpans: [{ scope: { name: text }, spans: [spanOf(text, index)] }],
  }));
  const logs = texts.map((text) => ({
    resource: { attributes: [attribute('service.name', text)] },
    scopeLogs: [
      {
        logRecords: [
          {
            timeUnixNano: '1764360000000000000',
            severityNumber: 17,
            body: { stringValue: text },
            attributes: exceptionOf(text),
          },
        ],
      },
    ],
  }));
  return { traces: { resourceSpans: scoped }, logs: { resourceLogs: logs } };
}

function spanOf(text: string, index: number): object {
  const body = Buffer.from(JSON.stringify({ [text]: [text] })).toString('base64');
  return {
    traceId: (index + 1).toString(16).padStart(32, '0'),
    spanId: (index + 1).toString(16).padStart(16, '0'),
    name: text,
    kind: index % 2 === 0 ? 2 : 3,
    startTimeUnixNano: '1764360000000000000',
    endTimeUnixNano: '1764360000005000000',
    attributes: [
      attribute('http.request.method', text),
      { key: 'http.response.status_code', value: { intValue: '200' } },
      attribute('http.route', text),
      attribute('url.full', `http://host/${text}`),
      attribute('url.path', `/${text}`),
      attribute('url.query', `${text}=${text}`),
      attribute('server.address', text),
      attribute('client.address', text),
      attribute('network.protocol.version', text),
      attribute('code.function.name', `${text}.${text}`),
      attribute('http.request.query_params', JSON.stringify({ [text]: [text] })),
      attribute('http.request.path_params', JSON.stringify({ [text]: text })),
      attribute(`http.request.header.${text}`, text),
      attribute('http.request.header.content-type', text),
      attribute(`http.response.header.${text}`, text),
      attribute('http.response.header.content-type', text),
      attribute('http.request.body', body),
      attribute('http.response.body', body),
      attribute('user.id', text),
      attribute('tenant.name', text),
      { key: 'monoscope.tags', value: { arrayValue: { values: [{ stringValue: text }] } } },
      attribute(text, text),
    ],
    events: [{ name: 'exception', timeUnixNano: '1764360000001000000', attributes: exceptionOf(text) }],
  };
}

function exceptionOf(text: string): object[] {
  return [
    attribute('exception.type', text),
    attribute('exception.message', text),
    attribute('exception.stacktrace', `${text}: ${text}\n    at ${text} (${text}:1:1)`),
  ];
}

function attribute(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}
