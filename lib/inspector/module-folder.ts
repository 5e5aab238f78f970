/** Where this file lies. The build writes `__dirname` for it where the package is CommonJS. */
export const moduleFolder: string = import.meta.dirname;
