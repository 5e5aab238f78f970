/** Where this file lies, or the file that it is bundled into: in both cases two folders below `dist`, or below the sources. */
export const moduleFolder: string = import.meta.dirname;
