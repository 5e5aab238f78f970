/** What TypeScript makes of `@Get() find(@Param('id') id)`: applies the decorators of a method and of its parameters. */
export function route({ prototype }, method, decorators, parameters = []) {
  for (const decorate of decorators.toReversed())
    decorate(prototype, method, Object.getOwnPropertyDescriptor(prototype, method));
  for (const [index, decorate] of parameters.entries()) decorate(prototype, method, index);
}
