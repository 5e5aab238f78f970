const FROM_COMPAT = /^(@nestjs\/|axios$|rxjs($|\/)|reflect-metadata$)/;

const app = new URL(`../compat/nest-${process.env.NEST_MAJOR ?? '12'}/package.json`, import.meta.url).href;

export function resolve(specifier, context, nextResolve) {
  return nextResolve(specifier, FROM_COMPAT.test(specifier) ? { ...context, parentURL: app } : context);
}
