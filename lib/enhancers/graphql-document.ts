import type { ClientDocument } from '../exchange/graphql-request.js';
import { ChosenNames } from './chosen-names.js';

/** What an operation of a GraphQL document says, fragments included. */
export interface DocumentNames {
  /**
   * The schema's names of all fields that the operation asks its root for. Those that `@skip` or an earlier
   * error keeps from being resolved are among them: their variables are in the request all the same.
   */
  readonly rootFields: ReadonlySet<string>;
  /** The schema's names of all fields, those of the root included. */
  readonly fields: ReadonlySet<string>;
  readonly document: ClientDocument;
}

/** Reads an operation from its parsed document, structurally: the package `graphql` is the app's. */
export function readDocumentNames(operation: object, fragments: unknown): DocumentNames {
  const reader = new DocumentReader(fragments);
  reader.read(operation);
  return reader.names;
}

/** The name in a member such as `name` or `alias`. */
export function nameOf(node: object, member: string): string | undefined {
  const name: unknown = Reflect.get(node, member);
  const value: unknown = isObject(name) ? Reflect.get(name, 'value') : undefined;
  return typeof value === 'string' ? value : undefined;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Far above any document that people write. */
const MAX_NODES = 20_000;
const MAX_NESTED_INPUTS = 64;
/** Redaction looks for no more values, and for none that is shorter. */
const MAX_LITERALS = 64;
const MIN_LITERAL_CHARS = 5;

/** Where the nodes of an executable document (GraphQL, October 2021, section 2) keep what is inside of them. */
const CHILDREN: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['OperationDefinition', ['variableDefinitions', 'directives', 'selectionSet']],
  ['FragmentDefinition', ['directives', 'selectionSet']],
  ['VariableDefinition', ['defaultValue', 'directives']],
  ['SelectionSet', ['selections']],
  ['Field', ['arguments', 'directives', 'selectionSet']],
  ['InlineFragment', ['directives', 'selectionSet']],
  ['FragmentSpread', ['directives']],
  ['Directive', ['arguments']],
  ['Argument', ['value']],
  ['ListValue', ['values']],
  ['ObjectValue', ['fields']],
  ['ObjectField', ['value']],
]);

interface Visit {
  readonly node: object;
  /** Whether a field here is one of the root's. */
  readonly isRoot: boolean;
  /** The argument and the input fields around a value. */
  readonly inputs: readonly string[];
}

class DocumentReader {
  readonly #rootFields = new Set<string>();
  readonly #fields = new Set<string>();
  readonly #responseKeys = new ChosenNames();
  readonly #variables = new ChosenNames();
  readonly #declared = new Set<string>();
  readonly #literals = new Set<string>();
  readonly #spreads = new Set<string>();
  /** Instead of recursion: how deep a document goes is up to the client. */
  readonly #open: Visit[] = [];
  #sawAll = true;

  constructor(private readonly fragments: unknown) {}

  get names(): DocumentNames {
    const complete = this.#sawAll && this.#responseKeys.sawAll && this.#variables.sawAll;
    return {
      rootFields: this.#rootFields,
      fields: this.#fields,
      document: {
        responseKeys: this.#responseKeys.list,
        variables: this.#variables.list,
        declared: [...this.#declared],
        literals: [...this.#literals],
        complete,
      },
    };
  }

  read(operation: object): void {
    this.#open.push({ node: operation, isRoot: true, inputs: [] });
    let visited = 0;
    for (let visit = this.#open.pop(); visit !== undefined; visit = this.#open.pop()) {
      visited += 1;
      if (visited > MAX_NODES || visit.inputs.length > MAX_NESTED_INPUTS) {
        this.#sawAll = false;
        return;
      }
      this.#visit(visit);
    }
  }

  #visit({ node, isRoot, inputs }: Visit): void {
    const kind: unknown = Reflect.get(node, 'kind');
    if (kind === 'Field') this.#addField(node, isRoot);
    else if (kind === 'VariableDefinition') this.#declare(node);
    else if (kind === 'Variable') this.#addVariable(nameOf(node, 'name'), inputs);
    else if (kind === 'FragmentSpread') this.#spread(nameOf(node, 'name'), isRoot);
    else if (kind === 'StringValue' || kind === 'IntValue' || kind === 'FloatValue') this.#addLiteral(node);
    const isInput = kind === 'Argument' || kind === 'ObjectField';
    const inside = isInput ? [...inputs, nameOf(node, 'name') ?? ''] : inputs;
    for (const member of CHILDREN.get(kind) ?? []) {
      const child: unknown = Reflect.get(node, member);
      const children: readonly unknown[] = Array.isArray(child) ? child : [child];
      for (const each of children) {
        if (isObject(each))
          this.#open.push({ node: each, isRoot: isRoot && kind !== 'Field', inputs: inside });
      }
    }
  }

  #addField(node: object, isRoot: boolean): void {
    const name = nameOf(node, 'name') ?? '';
    const alias = nameOf(node, 'alias');
    this.#fields.add(name);
    if (isRoot) this.#rootFields.add(name);
    if (alias !== undefined && alias !== name) this.#responseKeys.add(alias, name);
  }

  #declare(definition: object): void {
    const variable: unknown = Reflect.get(definition, 'variable');
    const name = isObject(variable) ? nameOf(variable, 'name') : undefined;
    if (name !== undefined) this.#declared.add(name);
  }

  #addVariable(variable = '', inputs: readonly string[]): void {
    // `login(password: $password)` has the name that a rule expects, where it expects it.
    if (inputs.length === 1 && inputs[0] === variable) return;
    for (const input of inputs) this.#variables.add(variable, input);
  }

  #addLiteral(node: object): void {
    const text: unknown = Reflect.get(node, 'value');
    if (typeof text !== 'string' || text.length < MIN_LITERAL_CHARS) return;
    if (this.#literals.size < MAX_LITERALS) this.#literals.add(text);
  }

  /** Once below the root and once elsewhere: a fragment may be spread any number of times. */
  #spread(name = '', isRoot: boolean): void {
    const fragment: unknown = isObject(this.fragments) ? Reflect.get(this.fragments, name) : undefined;
    const spread = `${name} ${isRoot}`;
    if (!isObject(fragment)) this.#sawAll = false;
    else if (!this.#spreads.has(spread)) this.#open.push({ node: fragment, isRoot, inputs: [] });
    this.#spreads.add(spread);
  }
}
