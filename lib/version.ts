/** The version of this package, as package.json says; a test keeps the two equal. */
export const SDK_VERSION = '0.1.0';
