import redactOf from '@pinojs/redact';
import { compile } from 'json-p3';
import jsonpath from 'jsonpath';
import { JSONPath } from 'jsonpath-plus';
import Nimma from 'nimma';

const MARKER = '[CLIENT_REDACTED]';

/**
 * What redaction with each peer costs: parse, select, replace, stringify. Each takes a rule set and gives a function
 * of the text, or nothing where its dialect has no such path.
 */
export const PEERS = [
  { name: 'jsonpath-plus', of: ({ paths, plus }) => redactWithJsonPathPlus(plus ?? paths) },
  { name: 'json-p3', of: ({ paths }) => redactWithJsonP3(paths) },
  { name: 'jsonpath', of: ({ paths, plus }) => redactWithJsonpath(plus ?? paths) },
  { name: 'nimma', of: ({ paths, plus }) => redactWithNimma(plus ?? paths) },
  { name: '@pinojs/redact', of: ({ pino }) => (pino === undefined ? undefined : redactWithPino(pino)) },
];

function redactWithJsonPathPlus(paths) {
  return (text) => {
    const json = JSON.parse(text);
    for (const path of paths) {
      for (const { parent, parentProperty } of JSONPath({ path, json, resultType: 'all', eval: 'safe' }))
        parent[parentProperty] = MARKER;
    }
    return JSON.stringify(json);
  };
}

function redactWithJsonP3(paths) {
  const queries = paths.map((path) => compile(path));
  return (text) => {
    const json = JSON.parse(text);
    for (const query of queries) {
      for (const { location } of query.query(json).nodes) replaceAt(json, location);
    }
    return JSON.stringify(json);
  };
}

function redactWithJsonpath(paths) {
  return (text) => {
    const json = JSON.parse(text);
    for (const path of paths) jsonpath.apply(json, path, () => MARKER);
    return JSON.stringify(json);
  };
}

function redactWithNimma(paths) {
  const query = new Nimma(paths);
  return (text) => {
    const json = JSON.parse(text);
    const found = [];
    const onMatch = ({ path }) => found.push([...path]);
    query.query(json, Object.fromEntries(paths.map((path) => [path, onMatch])));
    for (const location of found) replaceAt(json, location);
    return JSON.stringify(json);
  };
}

function redactWithPino(paths) {
  const redact = redactOf({ paths, censor: MARKER });
  return (text) => redact(JSON.parse(text));
}

function replaceAt(json, location) {
  let parent = json;
  for (const step of location.slice(0, -1)) {
    parent = parent?.[step];
    // Already replaced, by a path that selects more.
    if (typeof parent !== 'object' || parent === null) return;
  }
  parent[location.at(-1)] = MARKER;
}
