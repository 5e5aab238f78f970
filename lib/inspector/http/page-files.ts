import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moduleFolder } from '../module-folder.js';

/** A file of the page. */
export interface PageFile {
  readonly contentType: string;
  readonly content: string;
}

const CONTENT_TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'app.js': 'text/javascript; charset=utf-8',
  'app.css': 'text/css; charset=utf-8',
  // Without one of its own, the browser would ask the app for /favicon.ico.
  'icon.svg': 'image/svg+xml',
} as const;

export type PageFileName = keyof typeof CONTENT_TYPES;

/** From the built package; and from the sources, which have the page only where it was built. */
const FOLDERS = ['../../inspector-page', '../../dist/inspector-page'].map((path) => join(moduleFolder, path));

const TOKEN_PLACE = '__APITOOLKIT_TOKEN__';

/** The files of the page, read when they are first asked for. */
export class PageFiles {
  readonly #folders: readonly string[];
  readonly #read = new Map<PageFileName, string>();

  constructor(folders: readonly string[] = FOLDERS) {
    this.#folders = folders;
  }

  /** @returns undefined where the page was not built */
  file(name: PageFileName, token: string): PageFile | undefined {
    const content = this.#read.get(name) ?? this.#load(name);
    if (content === undefined) return undefined;
    return {
      contentType: CONTENT_TYPES[name],
      content: name === 'index.html' ? content.replace(TOKEN_PLACE, token) : content,
    };
  }

  #load(name: PageFileName): string | undefined {
    for (const folder of this.#folders) {
      try {
        const content = readFileSync(join(folder, name), 'utf8');
        this.#read.set(name, content);
        return content;
      } catch {
        // In the next folder, perhaps.
      }
    }
    return undefined;
  }
}
