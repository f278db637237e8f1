/** A strict reader of XML: enough of it for what reports write, and an error for everything that is not well-formed. */
import { expect } from 'vitest';

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

const TAG = /^<([A-Za-z][\w-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>/;

/** The root element of a document, which may begin with a DOCTYPE. */
export function readXml(text: string): Element {
  const body = text.replace(/^<!DOCTYPE html>\n/, '');
  expect(body, 'character references').not.toMatch(/&(?!amp;|lt;|gt;|quot;|#\d+;)/);
  expect(body, 'characters').toMatch(/^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u);
  const open: { name: string; attributes: Record<string, string>; children: (Element | string)[] }[] = [
    { name: '', attributes: {}, children: [] },
  ];
  for (let rest = body; rest !== ''; ) {
    const words = /^[^<]+/.exec(rest)?.[0];
    if (words !== undefined) {
      open.at(-1)!.children.push(plain(words));
      rest = rest.slice(words.length);
      continue;
    }
    const end = /^<\/([\w-]+)>/.exec(rest);
    if (end !== null) {
      expect(open.pop()!.name, `what ends before ${rest.slice(0, 60)}`).toBe(end[1]);
      rest = rest.slice(end[0].length);
      continue;
    }
    const begin = TAG.exec(rest);
    if (begin === null) throw new Error(`not well-formed: ${rest.slice(0, 80)}`);
    const element = { name: begin[1]!, attributes: attributesOf(begin[2]!), children: [] };
    open.at(-1)!.children.push(element);
    if (begin[3] === '') open.push(element);
    rest = rest.slice(begin[0].length);
  }
  expect(open.length, 'elements that never end').toBe(1);
  const roots = open[0]!.children.filter((child) => typeof child !== 'string');
  expect(roots.length).toBe(1);
  return roots[0]!;
}

/** The element and all below it. */
export function everyElement(element: Element): Element[] {
  return [element, ...element.children.flatMap((child) => (typeof child === 'string' ? [] : everyElement(child)))];
}

export function wordsIn({ children }: Element): string {
  return children.map((child) => (typeof child === 'string' ? child : wordsIn(child))).join('');
}

function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    expect(found, 'an attribute twice').not.toHaveProperty([name!]);
    found[name!] = plain(value!);
  }
  return found;
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&amp;', '&');
}
