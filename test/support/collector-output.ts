/** What the debug exporter of a Collector says of each record, `detailed`: field by field, as it decoded them. */
export interface DebugOutput {
  readonly spans: readonly DebugRecord[];
  readonly logRecords: readonly DebugRecord[];
}

/** Values as they are printed: `Str(orders)`, `Int(200)`, `Slice(["a"])`. */
export type DebugAttributes = Record<string, string>;

export interface DebugRecord {
  resource: DebugAttributes;
  scope: string;
  /** Every line of the form `name : value`. */
  fields: Record<string, string>;
  attributes: DebugAttributes;
  events: { fields: Record<string, string>; attributes: DebugAttributes }[];
  links: Record<string, string>[];
}

export function parseDebugOutput(text: string): DebugOutput {
  const spans: DebugRecord[] = [];
  const logRecords: DebugRecord[] = [];
  let resource: DebugAttributes = {};
  let scope = '';
  let record = emptyRecord(resource, scope);
  /** Where a plain field goes, and where an attribute goes. */
  let fields: Record<string, string> = {};
  let attributes: DebugAttributes = {};
  /** Takes another line of a value that has several. */
  let append = (_line: string): void => {};

  for (const line of text.split('\n')) {
    if (/^(ResourceSpans|ResourceLog) #/.test(line)) {
      attributes = resource = {};
      // What is said of it here is nothing of the record before.
      fields = {};
    } else if (line.startsWith('InstrumentationScope ')) {
      scope = line.slice('InstrumentationScope '.length);
    } else if (/^(Span|LogRecord) #/.test(line)) {
      record = emptyRecord(resource, scope);
      (line.startsWith('Span') ? spans : logRecords).push(record);
      ({ fields, attributes } = record);
    } else if (line.startsWith('SpanEvent #')) {
      const event = { fields: {}, attributes: {} };
      record.events.push(event);
      ({ fields, attributes } = event);
    } else if (line.startsWith('SpanLink #')) {
      record.links.push((fields = {}));
    } else if (!HEADING.test(line)) {
      const take = takeLine(line, fields, attributes);
      if (take === undefined) append(line);
      else append = take;
    }
  }
  return { spans, logRecords };
}

/** Lines that only introduce others, and the empty line behind each batch. */
const HEADING =
  /^(Resource attributes:|Attributes:|Events:|Links:| {5}-> Attributes::|Scope(Spans|Logs) #.*|(Traces|Logs)\t.*|)$/;
const ATTRIBUTE = /^ +-> ([^ ]+): ((?:Str|Int|Double|Bool|Slice)\([^]*)$/;
const FIELD = /^(?: {4}| {5}-> )?([A-Z][A-Za-z ]*?) *: (.*)$/;

function takeLine(
  line: string,
  fields: Record<string, string>,
  attributes: DebugAttributes,
): ((line: string) => void) | undefined {
  const attribute = ATTRIBUTE.exec(line);
  const [map, match] = attribute === null ? [fields, FIELD.exec(line)] : [attributes, attribute];
  const [, name, value] = match ?? [];
  if (name === undefined || value === undefined) return undefined;
  map[name] = value;
  return (more) => void (map[name] += `\n${more}`);
}

function emptyRecord(resource: DebugAttributes, scope: string): DebugRecord {
  return { resource, scope, fields: {}, attributes: {}, events: [], links: [] };
}
