import { emptyRules, mergeRules, type RedactionRules } from '../redaction/rules/redaction-rules.js';
import { prototypeChain, type Class } from '../sensitive/classes.js';
import { sensitiveNamesVersion } from '../sensitive/sensitive-names.js';
import { addSensitiveRules } from '../sensitive/sensitive-rules.js';

/** What the decorators of a class or a method say. */
export interface RouteMetadata {
  readonly rules: RedactionRules;
  readonly tags: readonly string[];
  readonly skip?: boolean;
  readonly skipBodies?: boolean;
  readonly sampleRate?: number;
}

/** What all decorators that apply to a handler say together, and the handler's name. */
export interface HandlerMetadata extends RouteMetadata {
  readonly handlerName: string;
}

type Key = string | symbol;

/** Shared by both builds of the package: a decorator of one must be seen by the other. */
const ROUTE_METADATA = Symbol.for('apitoolkit-nestjs.route-metadata');

const noMetadata: RouteMetadata = { rules: emptyRules, tags: [] };

/**
 * A decorator that adds to what a class or a method says. It is kept under the prototype and the method's
 * *name*, not on the function: a decorator that wraps the method (`@Transactional()`, `@Span()`) or a
 * subclass that overrides it must not switch redaction off.
 */
export function addRouteMetadata(added: Partial<RouteMetadata>): ClassDecorator & MethodDecorator {
  return (target: object, key?: Key): void => {
    const own = ownMetadata(target, key) ?? noMetadata;
    const merged = merge([own, { ...noMetadata, ...added }]);
    if (key === undefined) Reflect.defineMetadata(ROUTE_METADATA, merged, target);
    else Reflect.defineMetadata(ROUTE_METADATA, merged, target, key);
  };
}

interface Remembered {
  /** Of the marks on DTO properties that were known then. */
  readonly version: number;
  readonly metadata: HandlerMetadata;
}

const memo = new WeakMap<object, WeakMap<object, Remembered>>();

/**
 * The union of everything that applies to a handler: its class and its bases, the method here and where it
 * was overridden, and the marks of the DTOs. Lists add up; of a switch, the most specific word counts.
 * Memoised for each class, until a class with further marks is loaded.
 */
export function readRouteMetadata(controller: Class, handler: object): HandlerMetadata {
  let ofController = memo.get(controller);
  if (ofController === undefined) memo.set(controller, (ofController = new WeakMap()));
  const version = sensitiveNamesVersion();
  const known = ofController.get(handler);
  if (known?.version === version) return known.metadata;
  const metadata = read(controller, handler);
  ofController.set(handler, { version, metadata });
  return metadata;
}

function read(controller: Class, handler: object): HandlerMetadata {
  const prototypes = prototypeChain(controller.prototype);
  const names = methodNames(prototypes, handler);
  // A handler that is no method of its class: the rules of all methods, since any may be meant.
  const keys = names.length > 0 ? names : prototypes.flatMap(Reflect.ownKeys);
  const ofClass = prototypeChain(controller).map((constructor) => ownMetadata(constructor));
  const ofMethod = keys.flatMap((key) => prototypes.map((prototype) => ownMetadata(prototype, key)));
  // From the least to the most specific: merge lets the last word count.
  const metadata = merge([...ofClass.toReversed(), ...ofMethod.toReversed()]);
  return {
    ...metadata,
    rules: addSensitiveRules(metadata.rules, controller, names[0], handler),
    handlerName: String(names[0] ?? Reflect.get(handler, 'name') ?? ''),
  };
}

function merge(layers: readonly (RouteMetadata | undefined)[]): RouteMetadata {
  const said = layers.filter((layer) => layer !== undefined);
  const last = <K extends 'skip' | 'skipBodies' | 'sampleRate'>(key: K): RouteMetadata[K] | undefined =>
    said.findLast((layer) => layer[key] !== undefined)?.[key];
  const [skip, skipBodies, sampleRate] = [last('skip'), last('skipBodies'), last('sampleRate')];
  const rules = said.map((layer) => layer.rules).filter((layer) => layer !== emptyRules);
  return {
    // The same object for all that say nothing: rules are compiled once per object.
    rules: rules.length === 0 ? emptyRules : mergeRules(...rules),
    tags: [...new Set(said.flatMap(({ tags }) => tags))],
    ...(skip !== undefined && { skip }),
    ...(skipBodies !== undefined && { skipBodies }),
    ...(sampleRate !== undefined && { sampleRate }),
  };
}

/** What the decorators of one class, or of one method where this class has it, say. */
export function ownMetadata(target: object, key?: Key): RouteMetadata | undefined {
  return key === undefined
    ? Reflect.getOwnMetadata(ROUTE_METADATA, target)
    : Reflect.getOwnMetadata(ROUTE_METADATA, target, key);
}

/** What a handler is called in its class: nothing, where it is no method of it. */
export function methodNames(prototypes: readonly object[], handler: object): Key[] {
  const keys = new Set(prototypes.flatMap((prototype) => Reflect.ownKeys(prototype)));
  return [...keys].filter((key) =>
    prototypes.some((prototype) => Reflect.getOwnPropertyDescriptor(prototype, key)?.value === handler),
  );
}
