import { scanJson } from '../../build/redaction/bodies/json-body.js';
import { compileRules } from '../../build/redaction/rules/compiled-rules.js';
import { createExchangeScope } from '../../build/redaction/exchange-scope.js';
import { compileAutomaton } from '../../build/redaction/json-path/automaton.js';
import { redactJson } from '../../build/redaction/json-path/redact-json.js';

/** The paths alone: bytes in, bytes out. */
export function scannerOf(paths) {
  const automaton = compileAutomaton(paths.map((path) => ({ rule: path, path })));
  return (bytes) => redactJson(bytes, automaton, { complete: true, maxOutputBytes: Infinity });
}

/** As in the module: sensitive names and detectors too, counted, and remembered for the messages of errors. */
export function moduleScannerOf(paths, { maxOutputBytes = Infinity, complete = true } = {}) {
  const rules = compileRules(
    { headers: [], requestBody: paths, responseBody: [], query: [], pathParams: [] },
    true,
  );
  return (bytes) => {
    const scope = createExchangeScope(rules);
    const context = {
      mediaType: { essence: 'application/json' },
      rules: rules.requestBody,
      complete,
      maxOutputBytes,
      maskText: scope.maskText,
      scope,
    };
    return scanJson(bytes, context, complete);
  };
}
