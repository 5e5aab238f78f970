import { transformedClasses } from './class-transformer.metadata.js';
import { isClass, member, type Class } from './classes.js';
import { describeDto, isWritten, wireNames } from './dto-description.js';
import type { Reach } from './reachable-types.js';
import { rememberForNow } from './remember-for-now.js';
import { sensitiveMarks, type SensitiveMark } from './sensitive-marks.js';

/** The names as they were noticed last, and how often they had changed by then. */
let noticed = '';
let changes = 0;

/** Changes when the names may have. */
export function sensitiveNamesVersion(): number {
  // Marks are only added: both parts grow.
  const marked = sensitiveMarks().length;
  return marked === 0 ? 0 : marked + changes;
}

/** Notices names that became known without a further mark: GraphQL tells its own when the schema is made. */
export function noticeSensitiveNames(): void {
  const names = JSON.stringify(allSensitiveNames());
  if (names === noticed) return;
  noticed = names;
  changes++;
}

/** Every name that a marked property may have on the wire. */
export function allSensitiveNames(): string[] {
  return [...new Set(sensitiveMarks().flatMap(namesOfMark))];
}

/**
 * The names that are sensitive where these types are used: all, but those that the types prove to be names of
 * other properties. The proof is that every class in reach tells what it is, that one of them declares a
 * property of that name, and that none of them, their bases or their subclasses has it marked.
 */
export function sensitiveNamesIn({ types, complete }: Reach): string[] {
  const classes = [...new Set(types.map(({ type }) => type))];
  const names = allSensitiveNames().filter((name) => !complete || !isOther(name, classes));
  const held = new Set(names);
  const spellings = classes.flatMap((type) =>
    describeDto(type)
      .properties.map((property) => property.wireNames)
      .filter((spelled) => spelled.some((name) => held.has(name)))
      .flat(),
  );
  return [...new Set([...names, ...spellings])];
}

function isOther(name: string, classes: readonly Class[]): boolean {
  return (
    classes.some((type) => isWritten(type, name)) &&
    !sensitiveMarks().some(
      (mark) => namesOfMark(mark).includes(name) && classes.some((type) => isRelated(mark, type)),
    )
  );
}

function isRelated([prototype]: SensitiveMark, type: Class): boolean {
  const other: object = type.prototype;
  return other === prototype || isBase(prototype, other) || isBase(other, prototype);
}

/** Subclasses may spell it anew. */
const namesOfMark = rememberForNow(([prototype, property]: SensitiveMark): string[] => {
  const declaring = member(prototype, 'constructor');
  const subclasses = transformedClasses().filter((type) => isBase(prototype, type.prototype));
  const classes = [...(isClass(declaring) ? [declaring] : []), ...subclasses];
  return [property, ...classes.flatMap((type) => wireNames(type, property))];
});

function isBase(prototype: object, of: object): boolean {
  return Object.prototype.isPrototypeOf.call(prototype, of);
}
