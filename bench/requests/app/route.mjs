/** What TypeScript makes of `@Get() find(@Param('id') id)`: applies the decorators of a method and of its parameters. */
export function route(controller, method, decorator, ...parameters) {
  const { prototype } = controller;
  decorator(prototype, method, Object.getOwnPropertyDescriptor(prototype, method));
  for (const [index, decorate] of parameters.entries()) decorate(prototype, method, index);
}
