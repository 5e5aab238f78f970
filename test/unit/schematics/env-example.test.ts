import { describe, expect, it } from 'vitest';
import { withVariables } from '../../../lib/schematics/nest-add/env-example.js';

const KEY =
  '# The key of your APIToolkit (Monoscope) project. Without one nothing leaves the process.\nAPITOOLKIT_KEY=\n';
const ENDPOINT =
  '# Where records go instead of the hosted server: an OpenTelemetry Collector, for example.\n# APITOOLKIT_ENDPOINT=http://localhost:4318\n';

describe('.env.example', () => {
  it.each([
    ['that is new', '', KEY + ENDPOINT],
    ['with other variables', 'PORT=3000\n', `PORT=3000\n\n${KEY}${ENDPOINT}`],
    ['without a line end', 'PORT=3000', `PORT=3000\n\n${KEY}${ENDPOINT}`],
    ['with empty lines at its end', 'PORT=3000\n\n\n', `PORT=3000\n\n${KEY}${ENDPOINT}`],
    [
      'with the line ends of Windows',
      'PORT=3000\r\n',
      `PORT=3000\r\n\r\n${(KEY + ENDPOINT).replaceAll('\n', '\r\n')}`,
    ],
    ['with the key', 'APITOOLKIT_KEY=secret\n', `APITOOLKIT_KEY=secret\n\n${ENDPOINT}`],
    [
      'with the endpoint, exported',
      'export APITOOLKIT_ENDPOINT=http://otel\n',
      `export APITOOLKIT_ENDPOINT=http://otel\n\n${KEY}`,
    ],
    [
      'with another name that ends alike',
      'MY_APITOOLKIT_KEY=1\n',
      `MY_APITOOLKIT_KEY=1\n\n${KEY}${ENDPOINT}`,
    ],
  ])('%s gets what it lacks, once', (_, before, after) => {
    expect(withVariables(before)).toBe(after);
    expect(withVariables(after)).toBe(after);
  });

  it('names variables in comments just as well', () => {
    const text = '# APITOOLKIT_KEY=\n#APITOOLKIT_ENDPOINT = http://otel\n';

    expect(withVariables(text)).toBe(text);
  });
});
