import type { APIToolkitModuleOptions } from './apitoolkit.options.js';

/** Has the last word on the options of every instance of the module in an app. */
export type OptionsOverride = (options: APIToolkitModuleOptions | undefined) => APIToolkitModuleOptions;

/** Where the testing kit provides one; shared by both builds of the package, since an app may load the other. */
export const OPTIONS_OVERRIDE = Symbol.for('apitoolkit-nestjs.options-override');
