/** Node's flags that load a file of this folder before anything else, as libraries that patch modules want it. */
export function preloaded(file) {
  return ['--import', new URL(file, import.meta.url).href];
}
