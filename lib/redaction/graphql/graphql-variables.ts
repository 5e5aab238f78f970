const STRING_OR_PUNCTUATION = /"(?:[^"\\]|\\.)*"|[[\]{}:]/gs;
/** An operation, or one of an array of them. */
const MAX_OPERATION_DEPTH = 2;

/** The names of the variables in the JSON that a GraphQL request sends. It may be cut. */
export function variableNames(json: string): readonly string[] {
  const names = new Set<string>();
  let depth = 0;
  let variablesDepth = Infinity;
  let string = '""';
  let member = '';
  for (const [token] of json.matchAll(STRING_OR_PUNCTUATION)) {
    if (token === ':') {
      member = String(JSON.parse(string));
      if (depth === variablesDepth) names.add(member);
    } else if (token === '{' || token === '[') {
      if (member === 'variables' && depth <= MAX_OPERATION_DEPTH) variablesDepth = depth + 1;
      depth += 1;
    } else if (token === '}' || token === ']') {
      if (depth === variablesDepth) variablesDepth = Infinity;
      depth -= 1;
    } else {
      string = token;
      member = '';
    }
  }
  return [...names];
}

/** Those of GraphQL over GET, where they are a parameter. */
export function variableNamesInUrl(target: string): readonly string[] {
  const [, query = ''] = target.split('?', 2);
  const values = new URLSearchParams(query).getAll('variables');
  return values.flatMap((json) => variableNames(`{"variables":${json}}`));
}
