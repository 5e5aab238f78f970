import type { Page } from 'playwright-core';

/** All elements that the page itself makes. */
const OWN_ELEMENTS = new Set(
  `html head meta title link script body div span header footer main nav section article search h1 h2 h3 h4 p a b i strong code kbd
  pre ol li dl dt dd table thead tbody tr th td button input select option textarea label noscript dialog
  svg path rect circle`.split(/\s+/),
);

/** What is in the document that no component of the page makes. */
export async function foreignElements(page: Page): Promise<string[]> {
  const found: string[] = await page.evaluate(`[...document.querySelectorAll('*')].flatMap((element) => [
    element.localName,
    ...element.getAttributeNames().filter((name) => /^on|^srcdoc$|^(xlink:)?href$|^(form)?action$|^src$/.test(name))
      .map((name) => name + '=' + element.getAttribute(name)),
  ])`);
  const isOwn = (each: string): boolean =>
    OWN_ELEMENTS.has(each) ||
    /^href=(#\/[\w/]*|\.\/app\.css|\.\/icon\.svg)$/.test(each) ||
    each === 'src=./app.js';
  return [...new Set(found)].filter((each) => !isOwn(each));
}
