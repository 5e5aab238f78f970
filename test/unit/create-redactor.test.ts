import { describe, expect, it } from 'vitest';
import { createRedactor, Sensitive } from '../../lib/index.js';

const M = '[CLIENT_REDACTED]';

describe('a redactor that a user makes', () => {
  it('masks the properties under @Sensitive(), also those of classes that are declared after it was made', () => {
    const redactor = createRedactor();
    const before = redactor.redactValue({ insuranceId: 'i-1' }, 'response');

    class PatientDto {
      @Sensitive()
      insuranceId = 'i-1';

      insurer = 'Acme';
    }

    expect(before).toEqual({ value: { insuranceId: 'i-1' } });
    expect(redactor.redactValue({ patients: [new PatientDto()] }, 'response')).toEqual({
      value: { patients: [{ insuranceId: M, insurer: 'Acme' }] },
    });
    expect(redactor.redactBody('{"insuranceId":7,"insurer":8}', 'request').text).toBe(
      `{"insuranceId":"${M}","insurer":8}`,
    );
  });

  it.each<[Record<string, unknown>, string]>([
    [{ requstBody: ['$.a'] }, "createRedactor() has no option 'requstBody'. Did you mean 'requestBody'?"],
    [
      { redactRequestBody: ['$.a'] },
      "createRedactor() has no option 'redactRequestBody'. " +
        'It has: headers, requestBody, responseBody, query, pathParams, defaults, values.',
    ],
    [{ requestBody: '$.a' }, "createRedactor() requestBody: expected an array, got '$.a'."],
    [{ values: 'email' }, "createRedactor() values: expected an array, got 'email'."],
    [{ defaults: 'false' }, "createRedactor() defaults: expected true or false, got 'false'."],
  ])('is not made of %j', (options, message) => {
    expect(() => createRedactor(options)).toThrow(`APIToolkitModule: ${message}`);
  });
});
