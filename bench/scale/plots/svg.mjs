const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** An element as text; children that are text already are taken as they are, those that are not elements escaped. */
export function element(name, attributes, children = []) {
  const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  const open = `<${name}${given.join('')}`;
  if (children.length === 0) return new Markup(`${open}/>`);
  const isTextOnly = children.every((child) => !(child instanceof Markup));
  const content = children.map((child) => (child instanceof Markup ? child : escaped(String(child))));
  const inner = isTextOnly ? content.join('') : `\n${content.join('\n')}\n`;
  return new Markup(`${open}>${inner}</${name}>`);
}

export function text(x, y, content, attributes = {}) {
  return element('text', { x: round(x), y: round(y), ...attributes }, [content]);
}

export function line(x1, y1, x2, y2, attributes) {
  return element('line', { x1: round(x1), y1: round(y1), x2: round(x2), y2: round(y2), ...attributes });
}

/** What is escaped already. */
class Markup {
  #text;

  constructor(markup) {
    this.#text = markup;
  }

  toString() {
    return this.#text;
  }
}

function escaped(content) {
  return content.replaceAll(/[&<>"]/g, (character) => ESCAPES[character]);
}

function round(value) {
  return Math.round(value * 10) / 10;
}
