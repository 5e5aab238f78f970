/** Packs what was built, as publishing would, and returns the tarball's path. */
export function pack(folder: string): string;
